package dev.towpath.release.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The class that a change has by itself.
class ChangeClassTest {
  @TempDir Path folder;

  @Test
  void withoutMigrationsItIsRoutine() throws IOException {
    assertThat(ChangeClass.of(migrations(project("[audit*]"), List.of())))
        .isEqualTo(ReleaseClass.ROUTINE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[audit*]        | add_orders | create table orders ();          | STANDARD",
        "[audit*]        | add_orders | alter table AUDIT_LOG add a int; | REGULATED",
        "[audit*]        | add_orders | alter table \"Audit\" add a int; | REGULATED",
        "[audit*]        | add_orders | create table my_audit ();        | STANDARD",
        "['*audit*']     | add_audit  | select 1;                        | REGULATED",
        "[Policy]        | add_orders | create policy p on t;            | REGULATED",
        "[policy]        | add_orders | create table policy_holder ();   | STANDARD",
        "[21cfr]         | add_orders | create table part_21cfr ();      | STANDARD",
        "['*21cfr']      | add_orders | create table part_21cfr ();      | REGULATED",
        "['1099*']       | add_orders | create table \"1099_form\" ();   | REGULATED"
      })
  void aWordOfTheNameOrTheTextDecides(String words, String name, String sql, ReleaseClass expected)
      throws IOException {
    assertThat(ChangeClass.of(migrations(project(words), pending(name, sql)))).isEqualTo(expected);
  }

  @Test
  void withoutRegulatedWordsMigrationsAreStandard() throws IOException {
    Files.writeString(folder.resolve(ConfigFile.NAME), "project: portal\n");
    assertThat(ChangeClass.of(migrations(read(), pending("audit", "drop table audit;"))))
        .isEqualTo(ReleaseClass.STANDARD);
  }

  @Test
  void theWordsThatDecideAreNamedOnce() throws IOException {
    List<Release.Pending> pending =
        pending("audit_trail", "alter table audit_log add a int; drop table AUDIT_LOG, orders;");
    assertThat(ChangeClass.regulated(project("[audit*]"), pending))
        .containsExactly("audit_log", "audit_trail");
  }

  @Test
  void aFileThatIsGoneIsAProblem() throws IOException {
    List<Release.Pending> pending = pending("audit", "select 1;");
    Files.delete(folder.resolve("a.sql"));
    Project project = project("[audit]");
    assertThatThrownBy(() -> migrations(project, pending))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("release-file-unreadable"));
  }

  private Project project(String words) throws IOException {
    Files.writeString(folder.resolve(ConfigFile.NAME), "regulated: " + words + "\n");
    return read();
  }

  private Project read() {
    return ((ConfigReading.Good) ConfigFile.read(folder)).project();
  }

  private List<Release.Pending> pending(String name, String sql) throws IOException {
    Files.writeString(folder.resolve("a.sql"), sql);
    Release.Pending pending = new Release.Pending("20260101000000", name, Path.of("a.sql"), "ab12");
    return List.of(pending);
  }

  private static Release.Migrations migrations(Project project, List<Release.Pending> pending) {
    List<String> regulated = ChangeClass.regulated(project, pending);
    return new Release.Migrations("d", "0", pending, regulated, "nothing");
  }
}
