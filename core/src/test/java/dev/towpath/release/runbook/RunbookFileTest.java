package dev.towpath.release.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.ClassRule;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.step.StepKinds;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runbooks read, with everything that is wrong at once.
class RunbookFileTest {
  private static final Path ROOT = Path.of("/srv/customer-portal");

  @Test
  void everyFaultIsNamedAtOnceWithItsPlaceAndAHint() {
    assertThat(
            faults(
                """
                runbok: Orders
                reviewed: 2026-02-30
                classes:
                  routine:
                    approve: [engineering, Ann, engineering]
                    way-back: maybe
                require:
                  A-B:
                  TOKEN: { least: 0 }
                steps:
                  - chek:
                    at: T-30
                  - check:
                    migrate:
                    on-failure: retry
                  - owner: release-manager
                  - check
                  - run: { comand: npm test }
                """))
        .containsExactly(
            "1:1 config-missing-key Add 'runbook:'.",
            "1:1 config-unknown-key Did you mean 'runbook'?",
            "2:11 config-bad-value It is the day of the last review, as in 2026-11-21.",
            "5:28 config-bad-value A name is lower-case letters, digits and hyphens, and begins"
                + " with a letter.",
            "5:33 config-bad-value Name each role once.",
            "6:15 config-bad-value It is one of required.",
            "8:3 config-bad-value It is letters, digits and underscores, and begins with no digit.",
            "9:19 config-bad-value It is a whole number from 1 to 10000.",
            "11:5 config-unknown-key Did you mean 'check'?",
            "12:9 config-bad-value It is T, or T and a length of time: T-30m, T+24h.",
            "13:5 config-bad-value A step has one of WORDS.",
            "15:17 config-bad-value It is one of pause, roll-back.",
            "16:5 config-bad-value A step has one of WORDS.",
            "17:5 config-wrong-type Towpath found text.",
            "18:10 config-missing-key Add 'command:'.",
            "18:12 config-unknown-key Did you mean 'command'?");
  }

  @Test
  void anEmptyFileIsAFault() {
    assertThat(messages("")).containsExactly("r.yaml is empty.");
    assertThat(messages("# only a comment\n")).containsExactly("r.yaml is empty.");
  }

  @Test
  void aFileThatIsNotThereIsToldFromOneThatIsNoText(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("runbooks"));
    Files.write(folder.resolve("bytes.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});
    RunbookFile files = new RunbookFile(folder, StepKinds.installed());
    assertThat(message(files.read("none.yaml"))).isEqualTo("There is no file none.yaml.");
    assertThat(message(files.read("runbooks"))).isEqualTo("runbooks is a folder.");
    assertThat(message(files.read("bytes.yaml")))
        .isEqualTo("bytes.yaml can't be read as UTF-8 text.");
  }

  private static String message(RunbookReading reading) {
    return reading instanceof RunbookReading.Faulty(List<Finding> findings)
        ? findings.getFirst().message()
        : "";
  }

  @Test
  void whatSaysNothingIsToldFromText() {
    assertThat(faults("runbook: a\nclasses: { routine: { approve: [] } }\nsteps: [{ run: '' }]\n"))
        .containsExactly(
            "2:32 config-wrong-type Towpath found an empty list.",
            "3:16 config-wrong-type Towpath found a text that says nothing.");
  }

  @Test
  void whatIsNotYamlIsAFaultOfItsLine() {
    assertThat(faults("runbook: a\n steps: [\n")).singleElement().asString().startsWith("2:");
    assertThat(faults("runbook: a\nrunbook: b\nsteps: [{ check: }]\n"))
        .containsExactly("2:1 config-duplicate-key Keep one of the two.");
    assertThat(messages("runbook: a\n--- \nrunbook: b\n"))
        .singleElement()
        .asString()
        .startsWith("This is not YAML");
  }

  @Test
  void whatTheReaderRefusesAsAWholeIsAFault() {
    assertThat(messages("runbook: a\u0001b\n")).singleElement().asString().contains("not YAML");
    assertThat(messages("runbook: " + "a".repeat(4_000_000)))
        .singleElement()
        .asString()
        .contains("not YAML");
  }

  @Test
  void aFileThatIsMissingOrNoTextIsAFault(@TempDir Path folder) throws IOException {
    RunbookFile files = new RunbookFile(folder, StepKinds.installed());
    assertThat(files.read("no.yaml")).isInstanceOf(RunbookReading.Faulty.class);
    Files.write(folder.resolve("r.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(files.read("r.yaml"))
        .isInstanceOfSatisfying(
            RunbookReading.Faulty.class,
            faulty ->
                assertThat(faulty.findings())
                    .extracting(Finding::rule)
                    .containsExactly("config-unreadable"));
  }

  @Test
  void aRunbookIsReadAsWritten() {
    Runbook runbook =
        good(
            """
            runbook: Regulated release
            reviewed: 2026-11-01
            classes:
              regulated:
                approve: [quality-lead: 2, engineering]
                in-order: true
                way-back: required
                sign: true
              emergency: { approve: [on-call], retrospective: 24h }
            require:
              ORIGIN: { least: 8, url: https, same-as: DOMAIN }
            steps:
              - check:
              - run: npm test
                name: The tests
                owner: engineering
                at: T-30m
                keep: [target/*.xml]
                on-failure: roll-back
              - verify:
                on-failure: { ignore: drift is known }
            roll-back:
              - undo:
            """);
    assertThat(runbook.name()).isEqualTo("Regulated release");
    assertThat(runbook.reviewed()).hasValue(LocalDate.of(2026, 11, 1));
    assertThat(rule(runbook, ReleaseClass.REGULATED))
        .isEqualTo(
            new ClassRule(
                List.of("quality-lead", "quality-lead", "engineering"),
                true,
                Optional.empty(),
                true,
                true));
    assertThat(rule(runbook, ReleaseClass.EMERGENCY).retrospective())
        .hasValue(Duration.ofHours(24));
    assertThat(rule(runbook, ReleaseClass.STANDARD).approve())
        .containsExactly("engineering", "product-owner");
    assertThat(runbook.require())
        .containsExactly(new Requirement("ORIGIN", 8, Optional.of("https"), Optional.of("DOMAIN")));
    RunbookStep tests = runbook.step(2);
    assertThat(tests.name()).isEqualTo("The tests");
    assertThat(tests.owner()).hasValue("engineering");
    assertThat(tests.at()).map(Offset::toString).hasValue("T-30m");
    assertThat(tests.onFailure()).isEqualTo(new OnFailure.RollBack());
    assertThat(tests.where()).hasToString("r.yaml:14:5");
    assertThat(runbook.step(1).name()).isEqualTo("checks the pending migrations");
    assertThat(runbook.step(1).onFailure()).isEqualTo(new OnFailure.Pause());
    assertThat(runbook.step(3).onFailure()).isEqualTo(new OnFailure.Ignore("drift is known"));
    assertThat(runbook.step(4).kind()).isEqualTo("undo");
  }

  private static ClassRule rule(Runbook runbook, ReleaseClass releaseClass) {
    return Objects.requireNonNull(runbook.classes().get(releaseClass));
  }

  private static Runbook good(String text) {
    return ((RunbookReading.Good) read(text)).runbook();
  }

  private static List<String> messages(String text) {
    return findings(text).stream().map(Finding::message).toList();
  }

  private static List<String> faults(String text) {
    String words = String.join(", ", StepKinds.installed().words());
    return findings(text).stream()
        .map(f -> f.where().orElseThrow().position() + " " + f.rule() + " " + f.help())
        .map(line -> line.replace(words, "WORDS"))
        .toList();
  }

  private static List<Finding> findings(String text) {
    return read(text) instanceof RunbookReading.Faulty(List<Finding> found) ? found : List.of();
  }

  private static RunbookReading read(String text) {
    return new RunbookFile(ROOT, StepKinds.installed()).read("r.yaml", text);
  }
}
