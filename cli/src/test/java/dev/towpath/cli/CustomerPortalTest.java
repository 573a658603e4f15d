package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The customer portal's releases, whole: its application, its people, its database.
class CustomerPortalTest {
  private static final String RUNBOOK = "runbooks/release.yaml";

  @TempDir Path folder;

  @Test
  void aGoodReleaseIsServedByBothComponents() throws Exception {
    try (Staged portal = Staged.open("customer-portal", folder)) {
      String before = portal.serves("BFF_PORT");
      RunState run = portal.release("reminders", RUNBOOK);
      portal.ended(run, RunState.Standing.DONE);
      String commit = portal.stage().checkout().commit();
      assertThat(commit).isNotEqualTo(before);
      assertThat(portal.serves("BFF_PORT")).isEqualTo(commit);
      assertThat(portal.serves("WEB_PORT")).isEqualTo(commit);
      assertThat(portal.get("BFF_PORT", "/invoices")).contains("\"reminded\" : 0");
    }
  }
}
