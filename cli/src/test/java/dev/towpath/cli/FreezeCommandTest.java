package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `freeze` and `thaw` as they are typed, and what every other command says meanwhile.
class FreezeCommandTest {
  @TempDir Path folder;

  @Test
  void aFrozenDatabaseIsNeverUnnoticed() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("0001_boat.sql"), "create table boat (id int);");
    Files.writeString(migrations.resolve("0001_boat.down.sql"), "drop table boat;");
    Files.writeString(folder.resolve("towpath.yaml"), "layout: plain\nmigrations: migrations\n");
    TestCli towpath = new TestCli(folder);
    assertThat(towpath.run("apply").exit()).isZero();

    TestCli.Outcome frozen = towpath.run("freeze", "--reason", "orders are lost");
    assertThat(frozen.exit()).as(frozen.err()).isZero();
    assertThat(frozen.out()).contains("guarded", "2 tables", "refused", "orders are lost");
    assertThat(towpath.run("plan").err()).contains("target: frozen since ", ": orders are lost");
    assertThat(towpath.run("status").out()).contains("The database is frozen since ");
    assertThat(towpath.run("status", "--output", "json").out()).contains("\"frozen\": \"frozen si");
    assertThat(towpath.run("doctor").out()).containsPattern("warn +frozen +frozen since");
    assertThat(towpath.run("verify").exit()).isZero();

    TestCli.Outcome refused = towpath.run("undo", "--to", "0");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(refused.err()).contains("error[target-frozen]");
    assertThat(towpath.run("undo", "--to", "0", "--while-frozen").exit()).isZero();
    assertThat(towpath.run("apply", "--while-frozen").exit()).isZero();

    assertThat(towpath.run("thaw").out()).contains("writes go through");
    TestCli.Outcome again = towpath.run("thaw");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("not frozen");
    assertThat(towpath.run("status").err()).doesNotContain("frozen");
  }
}
