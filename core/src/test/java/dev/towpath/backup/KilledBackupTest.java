package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.InstalledCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is ended while `pg_dump` works for it.
class KilledBackupTest {
  private static final int END_SECONDS = 60;

  private static InstalledCluster cluster;
  private static BackupCase boats;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = InstalledCluster.start(Map.of(), List.of());
    boats = BackupCase.on(cluster, "boats", Path.of(""));
    boats.say("create table app.large (a text)");
    boats.say(
        "insert into app.large select gen_random_uuid()::text || gen_random_uuid()"
            + " || gen_random_uuid() from generate_series(1, 400000)");
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void pgDumpEndsSoonAfterItsOwnerWasKilled() throws Exception {
    BackupCase here = new BackupCase(boats.url(), folder);
    try (BackupProcess writer = BackupProcess.start(here)) {
      List<ProcessHandle> dump = writer.dumping();
      assertThat(dump).isNotEmpty();
      assertThat(writer.process().destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS))
          .isTrue();
      assertGone(dump);
    }
    assertThat(here.list()).isEqualTo(new Backups.Listing(List.of(), List.of(), List.of()));
    assertThat(folder.resolve(".staging")).isNotEmptyDirectory();
    here.create();
    assertThat(folder.resolve(".staging")).isEmptyDirectory();
    assertThat(here.list().backups()).hasSize(1);
  }

  @Test
  void pgDumpIsEndedByAnInterruption() throws Exception {
    BackupCase here = new BackupCase(boats.url(), folder);
    try (BackupProcess writer = BackupProcess.start(here)) {
      List<ProcessHandle> dump = writer.dumping();
      writer.process().destroy();
      assertThat(writer.process().waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.process().exitValue()).isNotZero();
      assertGone(dump);
    }
    assertThat(here.list().backups()).isEmpty();
  }

  private static void assertGone(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle each : processes) {
      each.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      assertThat(each.isAlive()).isFalse();
    }
  }
}
