package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Findings that are known, and rewrites that are made.
final class BaselineTest {
  private static List<Finding> found(String sql) {
    return Scripts.guard().check(List.of(Scripts.of("1.sql", sql)));
  }

  private static Baseline kept(Path folder, List<Finding> findings) throws IOException {
    Files.writeString(folder.resolve("known.txt"), Baseline.write(findings));
    return Baseline.read(folder, "known.txt");
  }

  @Test
  void knownFindingsStayKnownWhenLinesMove(@TempDir Path folder) throws IOException {
    Baseline baseline = kept(folder, found("drop table a;\ndrop table b;"));
    Baseline.Split moved =
        baseline.apply(found("\n\n-- why\nDROP  table a;\ndrop table b;\ndrop table c;"), true);
    assertThat(moved.known()).isEqualTo(2);
    assertThat(moved.found())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("public.c "));
  }

  @Test
  void secondOfTheSameIsNew(@TempDir Path folder) throws IOException {
    Baseline baseline = kept(folder, found("drop table a;"));
    assertThat(baseline.apply(found("drop table a; drop table a;"), true).found()).hasSize(1);
  }

  @Test
  void entriesThatAreGoneAreNotedWhereAllWasChecked(@TempDir Path folder) throws IOException {
    Baseline baseline = kept(folder, found("drop table a;"));
    assertThat(baseline.apply(found("select 1;"), true).found())
        .singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("baseline-unused"));
    assertThat(baseline.apply(found("select 1;"), false).found()).isEmpty();
  }

  @Test
  void rewritesAreMadeOnceAndNothingElseIsTouched(@TempDir Path folder) throws IOException {
    String sql = "-- é\ncreate index on a (b); /* x */\nselect 1;\ncreate index  c on a (c);\n";
    Files.writeString(folder.resolve("1.sql"), sql);
    assertThat(fixed(folder)).hasSize(1);
    String now = Files.readString(folder.resolve("1.sql"));
    assertThat(now)
        .isEqualTo(
            sql.replace("index on", "index CONCURRENTLY on")
                .replace("index  c", "index CONCURRENTLY  c"));
    assertThat(fixed(folder)).isEmpty();
    assertThat(folder.resolve("1.sql")).hasContent(now);
  }

  private static List<Fixes.Fixed> fixed(Path folder) throws IOException {
    Guard guard = Scripts.guard();
    guard.check(List.of(Scripts.of("1.sql", Files.readString(folder.resolve("1.sql")))));
    return Fixes.apply(folder, guard.checked());
  }
}
