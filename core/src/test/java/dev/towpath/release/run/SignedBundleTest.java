package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.PeopleCase;
import dev.towpath.ledger.Bundle;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.ReleaseJson;
import dev.towpath.release.journal.RunEvent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The program in a bundle checks signatures too, in records that are proven to be in the ledger.
class SignedBundleTest extends PeopleCase {
  private final ReleaseId id = PlannedRelease.of("approve").id();

  @Test
  void aSignatureInAProvenRecordIsCheckedAllTheSame() throws Exception {
    Journal journal = new Journal(control, checkpoints);
    journal.plan(PlannedRelease.of("approve"), false);
    team("eve", "ben", "cem");
    registrar.grant(in("ben"), "engineering", "cem");
    new Releases(journal, "cem")
        .approve(id, "engineering", new Approver.Signing(in("cem"), Meaning.APPROVAL));
    assertThat(verify(id))
        .contains("signed      Ms cem (cem), approval as engineering", "\nverified");

    Map<String, ?> body = journal.state(id).events().getLast().body();
    append("release:r-2", RunEvent.Kind.APPROVED.word(), Map.of("step", 0, "body", body));
    assertThat(verify(new ReleaseId("r-2")))
        .contains("NOT VERIFIED", "was made for another record", "was made for another plan");

    registrar.enrol("mallory", "Mallory", password("mallory"));
    registrar.confirm(in("eve"), "mallory", "herself");
    assertThat(verify(id)).as("she waits for a second one").contains("\nverified");
    append("people", "role-granted", told().getLast().event().after());
    assertThat(verify(id)).contains("NOT VERIFIED", "was made for another record");
  }

  @Test
  void theSignatureOfAPlanIsForAllThatItsRecordSays() throws Exception {
    Journal journal = new Journal(control, checkpoints);
    Release signed = PlannedRelease.signed("r-3", "engineering");
    team("eve", "ben");
    Author eve = new Author.Signing(in("eve"));
    journal.plan(signed, false, eve);
    assertThat(verify(signed.id()))
        .contains("signed      Ms eve (eve), authorship, 2", "\nverified");
    append("release:r-3", "release-planned", step(ReleaseJson.write(signed)));
    assertThat(verify(signed.id())).contains("NOT VERIFIED", "is missing");

    Release edited = PlannedRelease.signed("r-4", "engineering");
    UUID event = UUID.randomUUID();
    Map<String, @Nullable Object> body =
        control.transaction(connection -> eve.body(connection, event, edited));
    body.put("environment", "staging");
    append(event, "release:r-4", "release-planned", step(body));
    assertThat(verify(edited.id())).contains("NOT VERIFIED", "was made for another plan");
  }

  @Test
  void anAuthorsOwnApprovalIsNone() throws Exception {
    Journal journal = new Journal(control, checkpoints);
    Release signed = PlannedRelease.signed("r-5", "engineering");
    team("eve", "ben");
    registrar.grant(in("ben"), "engineering", "eve");
    journal.plan(signed, false, new Author.Signing(in("eve")));
    UUID event = UUID.randomUUID();
    Approver eve = new Approver.Signing(in("eve"), Meaning.APPROVAL);
    append(
        event,
        "release:r-5",
        RunEvent.Kind.APPROVED.word(),
        step(
            control.transaction(connection -> eve.body(connection, event, signed, "engineering"))));
    assertThat(verify(signed.id())).contains("NOT VERIFIED", "an approval is the author's own");
  }

  private static Map<String, ?> step(Map<String, ? extends @Nullable Object> body) {
    return Map.of("step", 0, "body", body);
  }

  private void append(String subject, String type, Map<String, ?> after) {
    append(UUID.randomUUID(), subject, type, after);
  }

  private void append(UUID event, String subject, String type, Map<String, ?> after) {
    control.transaction(
        connection ->
            Ledger.append(connection, Event.of(event, "eve", type, subject, Map.copyOf(after))));
  }

  private String verify(ReleaseId release) throws Exception {
    Path zip = folder.resolve("bundle.zip");
    new Bundle("release:" + release, List.of(), List.of()).write(control, checkpoints, zip);
    Path program = folder.resolve("VerifyBundle.java");
    try (ZipFile archive = new ZipFile(zip.toFile());
        InputStream in = archive.getInputStream(archive.getEntry("VerifyBundle.java"))) {
      Files.write(program, in.readAllBytes());
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder("" + java, "" + program, "" + zip).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }
}
