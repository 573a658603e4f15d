package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An embedded database's files are replaced whole, wherever the process died.
class EmbeddedReplacingTest {
  @TempDir private Path root;
  private EmbeddedFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new EmbeddedFolder(root);
    cluster("data", "old");
    cluster("next", "new");
    cluster("wal", "log");
    Files.writeString(root.resolve("next/pg_wal/00000002.history"), "1\t0/1\twhy\n");
  }

  private void cluster(String name, String word) throws IOException {
    Files.createDirectories(root.resolve(name).resolve("pg_wal"));
    Files.writeString(root.resolve(name).resolve("word"), word);
  }

  private void assertReplaced() {
    assertThat(root.resolve("data/word")).hasContent("new");
    assertThat(root.resolve("before/word")).hasContent("old");
    assertThat(root.resolve("next")).doesNotExist();
    assertThat(root.resolve("replacing")).doesNotExist();
    assertThat(root.resolve("wal/00000002.history")).exists();
  }

  @Test
  void withoutAnInterruption() throws IOException {
    folder.replace("next", "before");
    assertReplaced();
  }

  @Test
  void beforeAnythingMoved() throws IOException {
    Files.writeString(root.resolve("replacing"), "next\nbefore\n");
    folder.finishReplacing();
    assertReplaced();
  }

  @Test
  void betweenTheTwoMoves() throws IOException {
    Files.writeString(root.resolve("replacing"), "next\nbefore\n");
    Files.move(root.resolve("data"), root.resolve("before"));
    folder.finishReplacing();
    assertReplaced();
  }

  @Test
  void afterBothMoves() throws IOException {
    Files.writeString(root.resolve("replacing"), "next\nbefore\n");
    Files.move(root.resolve("data"), root.resolve("before"));
    Files.move(root.resolve("next"), root.resolve("data"));
    folder.finishReplacing();
    assertReplaced();
  }

  @Test
  void whileItWasWrittenDown() throws IOException {
    Files.writeString(root.resolve("replacing"), "ne");
    folder.finishReplacing();
    assertThat(root.resolve("data/word")).hasContent("old");
    assertThat(root.resolve("replacing")).doesNotExist();
  }
}
