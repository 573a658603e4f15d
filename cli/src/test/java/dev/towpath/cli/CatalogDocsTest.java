package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath catalog docs` on a copy of the bundled example.
class CatalogDocsTest {
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void copy() throws IOException {
    towpath = TestCli.ofExample(folder);
  }

  @Test
  void thePageIsTheSameFromTheDatabaseAndFromTheMigrations() throws IOException {
    TestCli.Outcome written = towpath.run("catalog", "docs", "--to", "docs/schema.md");
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(folder.resolve("docs/schema.md"))
        .content()
        .contains("#### `invoices`\n", "Row security: on", "\"customers\" ||--o{ \"invoices\"");
    String[] check = {"catalog", "docs", "-e", "embedded", "--to", "docs/schema.md", "--check"};
    TestCli.Outcome empty = towpath.run(check);
    assertThat(empty.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(empty.out())
        .contains("error[file-stale]", "towpath catalog docs -e embedded --to docs/schema.md");
    towpath.run("apply", "-e", "embedded");
    TestCli.Outcome applied = towpath.run(check);
    assertThat(applied.exit()).as(applied.out()).isZero();
    assertThat(applied.out()).contains("docs/schema.md is up to date with embedded");
  }
}
