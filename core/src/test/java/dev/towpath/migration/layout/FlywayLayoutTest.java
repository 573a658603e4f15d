package dev.towpath.migration.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayLayoutTest {
  @TempDir Path project;

  private void file(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private LayoutFiles read() {
    Layouts.Found found = Layouts.detect(project);
    assertThat(found.layout().name()).isEqualTo("flyway");
    return found.layout().read(project, found.folder());
  }

  private static List<String> titles(LayoutFiles files) {
    return files.migrations().stream().map(Migration::title).toList();
  }

  @Test
  void flywayOrdersDottedVersionsAndPairsUndoScripts() throws IOException {
    String base = "src/main/resources/db/migration/";
    file(base + "V1__first.sql", "select 1;");
    file(base + "V1.10__tenth.sql", "select 1;");
    file(base + "V1_9__ninth_one.sql", "select 1;");
    file(base + "later/V2__second.sql", "select 1;");
    file(base + "U1.9.0__ninth_one.sql", "select -1;");
    file(base + "R__views.sql", "select 1;");
    file(base + "B1__base.sql", "select 1;");
    file(base + "V2__second.sql.conf", "executeInTransaction=false\n");
    file(base + "later/V2__second.sql.conf", "executeInTransaction=false\n");
    LayoutFiles files = read();
    assertThat(titles(files))
        .containsExactly("1 base", "1 first", "1.9 ninth one", "1.10 tenth", "2 second", "views");
    assertThat(files.migrations())
        .extracting(Migration::kind)
        .contains(Migration.Kind.BASELINE, Migration.Kind.REPEATABLE);
    assertThat(files.migrations().get(2).down()).isPresent();
    assertThat(files.migrations().get(4).up().transaction()).isFalse();
    assertThat(files.findings()).isEmpty();
  }

  @Test
  void flywayNamesWhatTowpathDoesNotDo() throws IOException {
    file("db/migration/V1__a.sql", "select '${owner}';");
    file("db/migration/V2__b.sql", "select '${owner}';");
    file("db/migration/V2__b.sql.conf", "placeholderReplacement=false\nshouldExecute=x\n");
    file("db/migration/afterMigrate__refresh.sql", "select 1;");
    file("db/migration/v3__lower.sql", "select 1;");
    file("db/migration/U9__gone.sql", "select 1;");
    assertThat(LayoutsTest.said(read()))
        .containsExactlyInAnyOrder(
            "WARNING flyway-placeholder db/migration/V1__a.sql",
            "ERROR flyway-conf db/migration/V2__b.sql.conf",
            "WARNING flyway-callback db/migration/afterMigrate__refresh.sql",
            "ERROR unmatched-file db/migration/v3__lower.sql",
            "ERROR down-without-migration db/migration/U9__gone.sql");
  }

  @Test
  void flywaySettingsAreFollowedOrNamed() throws IOException {
    file("db/migration/V1__a.sql", "select '${owner}';");
    file("db/migration/V2__b.sql", "select 1;");
    file("db/migration/V2__b.sql.conf", "executeInTransaction=true");
    file("db/migration/U2__b.sql", "select 1;");
    file(
        "flyway.conf",
        """
        # flyway.initSql=set role nobody
        flyway.table=schema_version
        flyway.placeholderReplacement=false
        flyway.executeInTransaction = false
        flyway.sqlMigrationPrefix=V
        """);
    file("flyway.toml", "[flyway]\nschemas = [\"portal\"]\n[environments.x]\ntable = 'y'\n");
    file("src/main/resources/application.properties", "spring.flyway.init-sql=select 1\n");
    LayoutFiles files = read();
    assertThat(files.findings())
        .extracting(each -> each.severity() + " " + each.where().orElseThrow())
        .containsExactly(
            "ERROR flyway.conf:2:1",
            "WARNING flyway.toml:2:1",
            "ERROR src/main/resources/application.properties:1:1");
    assertThat(files.migrations().getFirst().up().transaction()).isFalse();
    assertThat(files.migrations().getLast().up().transaction()).isTrue();
    assertThat(files.migrations().getLast().down().orElseThrow().transaction()).isFalse();
  }
}
