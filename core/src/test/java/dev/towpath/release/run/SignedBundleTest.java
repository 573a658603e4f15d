package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.PeopleCase;
import dev.towpath.ledger.Bundle;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.ReleaseId;
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

  private void append(String subject, String type, Map<String, ?> after) {
    control.transaction(
        connection ->
            Ledger.append(
                connection, Event.of(UUID.randomUUID(), "eve", type, subject, Map.copyOf(after))));
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
