package dev.towpath.postgres;

import static dev.towpath.postgres.ScratchServerTest.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of servers whose process was killed.
class KilledOwnerTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("towpath-killed");
    folder.toFile().setExecutable(true, false);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void theNextStartEndsAScratchServerWithoutOwner() throws Exception {
    Path orphan;
    try (Holder holder = Holder.start("scratch", folder)) {
      orphan = scratchFolders().getFirst();
      holder.killAtOnce();
    }
    assertThat(Postmaster.of(orphan.resolve("data"))).isPresent();
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE, folder)) {
      assertThat(query(server.url(), "select 1")).isEqualTo("1");
      assertThat(Postmaster.of(orphan.resolve("data"))).isEmpty();
      assertThat(orphan).doesNotExist();
    }
    assertThat(scratchFolders()).isEmpty();
  }

  @Test
  void aStartLeavesTheServerOfALivingProcessAlone() throws Exception {
    try (Holder holder = Holder.start("scratch", folder)) {
      Path living = scratchFolders().getFirst();
      ScratchServer.start(18, Platform.NONE, folder).close();
      assertThat(Postmaster.of(living.resolve("data"))).isPresent();
      holder.killAtOnce();
    }
    ScratchServer.start(18, Platform.NONE, folder).close();
  }

  @Test
  void processesShareAnEmbeddedServerAndTheDeadDoNotCount() throws Exception {
    Path data = folder.resolve("data");
    try (Holder holder = Holder.start("embedded", folder)) {
      shared();
      assertThat(Postmaster.of(data)).isPresent();
      holder.killAtOnce();
    }
    assertThat(Postmaster.of(data)).isPresent();
    shared();
    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void aServerOpenedWhileTheProcessEndsIsEndedToo() throws Exception {
    EmbeddedServer.open(folder, 18).close();
    try (Holder holder = Holder.start("at-exit", folder)) {
      holder.end();
    }
    assertThat(Postmaster.of(folder.resolve("data"))).isEmpty();
    assertThat(EmbeddedServer.release(folder)).isTrue();
    assertThat(scratchFolders()).isEmpty();
  }

  private void shared() throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.open(folder, 18)) {
      assertThat(query(server.url(), "select 1")).isEqualTo("1");
    }
  }

  private List<Path> scratchFolders() throws IOException {
    try (Stream<Path> folders = Files.list(folder.resolve("scratch"))) {
      return folders.toList();
    }
  }
}
