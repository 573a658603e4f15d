package dev.towpath.postgres;

import static dev.towpath.postgres.ScratchServerTest.query;
import static dev.towpath.postgres.ScratchServerTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("towpath-embedded");
    folder.toFile().setExecutable(true, false);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void keepsItsData() throws SQLException {
    Path data = folder.resolve("postgres");
    try (EmbeddedServer server = EmbeddedServer.open(data, 18)) {
      assertThat(query(server.url(), "show fsync")).isEqualTo("on");
      run(server.url(), "create table boat ()");
    }
    try (EmbeddedServer server = EmbeddedServer.open(data, 18)) {
      assertThat(query(server.url(), "select to_regclass('boat')")).isEqualTo("boat");
    }
  }

  @Test
  void lastOneOutStopsIt() throws SQLException {
    EmbeddedServer first = EmbeddedServer.open(folder, 18);
    EmbeddedServer second = EmbeddedServer.open(folder, 18);
    assertThat(second.url()).isEqualTo(first.url());
    first.close();
    assertThat(query(second.url(), "select 1")).isEqualTo("1");
    second.close();
    assertThat(Postmaster.of(folder.resolve("data"))).isEmpty();
  }

  @Test
  void refusesAnotherMajor() {
    EmbeddedServer.open(folder, 18).close();
    assertThatThrownBy(() -> EmbeddedServer.open(folder, 17))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("embedded-other-major"));
  }
}
