package dev.towpath.lint.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The lock table says what servers do. `-Dlocks=write -Dtests=all` writes it anew.
class LockTableMadeTest {
  private static final int EVERYDAY_MAJOR = 18;
  private static final List<Integer> MAJORS = List.of(14, 15, 16, 17, 18);
  private static final boolean WRITE = "write".equals(System.getProperty("locks"));
  private static final Path TABLE = LockForms.FILE.resolveSibling(LockTable.RESOURCE);
  private static final Path PAGE = Path.of("..", "docs", "reference", "lock-table.md");

  @Test
  void theTableHoldsOnTheNewestMajor() throws Exception {
    assumeFalse(WRITE);
    LockForms forms = LockForms.read().everyday();
    LockTable table = LockTable.read();
    List<String> differences = new ArrayList<>();
    try (Laboratory laboratory = laboratory(EVERYDAY_MAJOR, forms)) {
      for (LockForm form : forms.forms()) {
        List<String> seen = LockTableText.rows(laboratory.observe(form));
        List<String> said =
            table.of(form.name(), EVERYDAY_MAJOR).map(LockTableText::rows).orElse(List.of());
        if (!seen.equals(said)) {
          differences.add(form.name() + ": the table says " + said + ", the server did " + seen);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  @Tag("slow")
  void theTableHoldsOnEveryMajor() throws Exception {
    LockForms forms = LockForms.read();
    LockTableText table = new LockTableText();
    List<String> versions = new ArrayList<>();
    for (int major : MAJORS) {
      try (Laboratory laboratory = laboratory(major, forms)) {
        versions.add(laboratory.version());
        for (LockForm form : forms.forms()) {
          if (form.since() <= major) {
            table.add(form.name(), major, laboratory.observe(form));
          }
        }
      }
    }
    if (WRITE) {
      Files.writeString(TABLE, table.text(versions));
      Files.writeString(PAGE, LockTablePage.page(forms, LockTable.of(table.text(versions))));
    }
    assertThat(rows(Files.readString(TABLE))).isEqualTo(rows(table.text(versions)));
  }

  @Test
  void thePageShowsTheTable() throws IOException {
    assumeFalse(WRITE);
    assertThat(PAGE).content().isEqualTo(LockTablePage.page(LockForms.read(), LockTable.read()));
  }

  private static Laboratory laboratory(int major, LockForms forms) throws SQLException {
    return new Laboratory(major, forms, InTransaction::watchRewrites);
  }

  /// Without the first line: a newer minor version may do the same.
  private static List<String> rows(String text) {
    return text.lines().skip(1).toList();
  }
}
