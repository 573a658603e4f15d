package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process is killed in the middle of an apply, as `kill -9` does it.
class KillTest {
  private static final int MIGRATIONS = 200;
  private static final int KILLED_AFTER = 40;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TABLES =
      "select count(*) from pg_class where relname like 'killed\\_%' and relkind = 'r'";

  @TempDir private Path folder;

  @Test
  void theNextRunGoesOnWhereTheKilledOneStopped() throws Exception {
    Folder project = new Folder(folder);
    for (int i = 1; i <= MIGRATIONS; i++) {
      project.write(
          "migrations/2026010100%04d_step.sql".formatted(i),
          "create table killed_%d (id int);\nselect pg_sleep(0.01);\n".formatted(i));
    }
    try (Server server = Server.start()) {
      Database database = server.createDatabase();
      Towpath towpath = new Towpath(project, database);

      Command.Running running = towpath.command("apply").start();
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Integer.parseInt(database.rows(TABLES).getFirst()) >= KILLED_AFTER);
      Finished killed = running.kill();

      assertThat(killed.exit()).isNotZero();
      Map<String, String> after = towpath.status();
      long applied = after.values().stream().filter("applied"::equals).count();
      assertThat(applied).isBetween((long) KILLED_AFTER, MIGRATIONS - 1L);
      assertThat(database.rows(TABLES)).containsExactly(String.valueOf(applied));
      assertThat(after.values()).containsOnly("applied", "pending");

      towpath.succeed("apply");
      assertThat(towpath.status().values()).hasSize(MIGRATIONS).containsOnly("applied");
      assertThat(database.rows(TABLES)).containsExactly(String.valueOf(MIGRATIONS));
    }
  }
}
