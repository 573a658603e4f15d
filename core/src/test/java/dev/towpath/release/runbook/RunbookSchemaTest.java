package dev.towpath.release.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.config.ConfigFile;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published JSON Schema of runbooks accepts and rejects what the parser does.
class RunbookSchemaTest {
  private static final Path SCHEMA = Path.of("../docs/reference/runbook.schema.json");
  private static final String STEPS = "steps: [{ check: }]\n";

  @TempDir private Path root;

  /// What conditions may name.
  private static final String PROJECT =
      """
      signals:
        errors: { command: a, unit: ratio }
        p95: { command: a, unit: ms }
        score: { command: a, unit: count }
      probes:
        home: { tcp: 'h:1' }
      channels:
        on-call: { command: page }
        release: { command: tell }
      """;

  /// Whole files.
  private static final List<String> GOOD_FILES =
      List.of(
          "runbook: a\n" + STEPS,
          "runbook: a\nsteps: [{ check: }, { migrate: null }]\nroll-back: [{ undo: }]\n",
          "runbook: a\nsteps:\n  - run: ${COMMAND}\n",
          "runbook: a\nreviewed: 2028-02-29\n" + STEPS,
          "runbook: a\nreviewed: '2000-02-29'\n" + STEPS,
          "runbook: a\nclasses: {}\nrequire: {}\n" + STEPS,
          "runbook: a\nrollback-when: [regression declared]\n" + STEPS,
          "runbook: a\nalert-when: [errors > 1% for 5m -> on-call]\n" + STEPS,
          "runbook: a\nalert-when:\n  - probe home fails->release , on-call\n  - p95 > baseline or"
              + " errors > 1% -> release\n"
              + STEPS,
          "runbook: a\nrollback-when: [(errors>2% for 10m) or p95 > baseline +20ms]\n" + STEPS,
          "runbook: a\nrollback-when: [probe home fails]\nsteps: [{ watch: 15m }]\n",
          "runbook: a\nclasses: { routine: { approve: [a, b-2] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a: 2, b-2], sign: true } }\n" + STEPS,
          "runbook: a\n"
              + "classes: { regulated: { approve: [a], in-order: true, way-back: required } }\n"
              + STEPS,
          "runbook: a\nclasses: { emergency: { approve: [a], retrospective: 48h } }\n" + STEPS,
          "runbook: a\nrequire: { A: , B: {}, C_1: { least: 10000, url: https, same-as: A } }\n"
              + STEPS);

  private static final List<String> BAD_FILES =
      List.of(
          "[]\n",
          "text\n",
          "{}\n",
          "runbook: a\n",
          STEPS,
          "runbook: 7\n" + STEPS,
          "runbook: ''\n" + STEPS,
          "runbook: a\nsteps:\n",
          "runbook: a\nsteps: []\n",
          "runbook: a\nsteps: { check: }\n",
          "runbook: a\nsteps: [check]\n",
          "runbook: a\nsteps: [{}]\n",
          "runbook: a\nroll-back: []\n" + STEPS,
          "runbook: a\nroll-back: [{ undo: 1 }]\n" + STEPS,
          "runbook: a\nstep: []\n" + STEPS,
          "runbook: a\nrollback-when: errors > 2%\n" + STEPS,
          "runbook: a\nrollback-when: []\n" + STEPS,
          "runbook: a\nalert-when: []\n" + STEPS,
          "runbook: a\nalert-when: [errors > 1%]\n" + STEPS,
          "runbook: a\nalert-when: [errors > 1% ->]\n" + STEPS,
          "runbook: a\nalert-when: [errors > 1% -> On-Call]\n" + STEPS,
          "runbook: a\nalert-when: [errors -> on-call]\n" + STEPS,
          "runbook: a\nalert-when: [errors > 1% -> on-call -> release]\n" + STEPS,
          "runbook: a\nalert-when: [regression declared -> on-call]\n" + STEPS,
          "runbook: a\nrollback-when: [errors]\n" + STEPS,
          "runbook: a\nrollback-when: [errors > 2% for]\n" + STEPS,
          "runbook: a\nrollback-when: [errors > 2% p95 > 1s]\n" + STEPS,
          "runbook: a\nrollback-when: [errors == 2%]\n" + STEPS,
          "runbook: a\nrollback-when: [score drops 5]\n" + STEPS,
          "runbook: a\nreviewed: 2026-02-29\n" + STEPS,
          "runbook: a\nreviewed: 2100-02-29\n" + STEPS,
          "runbook: a\nreviewed: 2026-04-31\n" + STEPS,
          "runbook: a\nreviewed: 2026-13-01\n" + STEPS,
          "runbook: a\nreviewed: 21.11.2026\n" + STEPS,
          "runbook: a\nreviewed: '+12026-01-01'\n" + STEPS,
          "runbook: a\nclasses:\n" + STEPS,
          "runbook: a\nclasses: { major: { approve: [a] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: }\n" + STEPS,
          "runbook: a\nclasses: { routine: {} }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: a } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a, a] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [Ann] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], in-order: 1 } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], way-back: optional } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], retrospective: 2d } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], sign: 1 } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a: 0] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a: 10] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a: b] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [A: 2] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [{ a: 2, b: 1 }] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [{}] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [[a]] } }\n" + STEPS,
          "runbook: a\nrequire:\n" + STEPS,
          "runbook: a\nrequire: [A]\n" + STEPS,
          "runbook: a\nrequire: { A-B: }\n" + STEPS,
          "runbook: a\nrequire: { 1A: }\n" + STEPS,
          "runbook: a\nrequire: { A: 8 }\n" + STEPS,
          "runbook: a\nrequire: { A: { least: 0 } }\n" + STEPS,
          "runbook: a\nrequire: { A: { least: 10001 } }\n" + STEPS,
          "runbook: a\nrequire: { A: { url: 'https://' } }\n" + STEPS,
          "runbook: a\nrequire: { A: { same-as: B-C } }\n" + STEPS,
          "runbook: a\nrequire: { A: { most: 3 } }\n" + STEPS);

  static Stream<String> good() {
    return Stream.concat(
        GOOD_FILES.stream(), RunbookSteps.GOOD.stream().map(RunbookSchemaTest::file));
  }

  static Stream<String> bad() {
    return Stream.concat(
        BAD_FILES.stream(), RunbookSteps.BAD.stream().map(RunbookSchemaTest::file));
  }

  private static String file(String step) {
    return "runbook: a\nsteps:\n  - { " + step + " }\n";
  }

  @ParameterizedTest
  @MethodSource("good")
  void parserAndSchemaAccept(String text) throws IOException {
    assertThat(read(text)).isInstanceOf(RunbookReading.Good.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void parserAndSchemaReject(String text) throws IOException {
    assertThat(read(text)).isInstanceOf(RunbookReading.Faulty.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everyKindIsInTheSchemaAndHasAnExample() throws IOException {
    JsonNode step = new JsonMapper().readTree(Files.readString(SCHEMA)).path("$defs").path("step");
    List<String> kinds =
        step.path("oneOf").valueStream().map(each -> each.at("/required/0").asString()).toList();
    assertThat(kinds).containsExactlyElementsOf(StepKinds.installed().words());
    for (String kind : kinds) {
      assertThat(step.path("properties").has(kind)).as(kind).isTrue();
      assertThat(RunbookSteps.GOOD).as(kind).anyMatch(text -> text.startsWith(kind + ": "));
    }
  }

  private RunbookReading read(String text) throws IOException {
    Files.writeString(root.resolve(ConfigFile.NAME), PROJECT);
    return new RunbookFile(root, StepKinds.installed()).read("r.yaml", text);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA));
  }

  private static String json(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new JsonMapper().writeValueAsString(value);
  }
}
