package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real dbmate and Towpath take turns on one project and agree about it.
class DbmateTest {
  private static final String MIGRATIONS = "db/migrations/";

  private static Server server;

  @TempDir private Path folder;
  private Folder project;
  private Database database;
  private Dbmate dbmate;
  private Towpath towpath;

  @BeforeAll
  static void startServer() throws InterruptedException {
    Tools.program("dbmate");
    server = Server.forPgDump();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void project() throws IOException {
    project = new Folder(folder);
    project
        .write(
            MIGRATIONS + "20260101000000_first.sql",
            """
            -- migrate:up
            create table books (id int primary key);
            insert into books values (1);

            -- migrate:down
            drop table books;
            """)
        .write(
            MIGRATIONS + "20260102000000_index.sql",
            """
            -- migrate:up transaction:false
            create index concurrently books_by_id on books (id);

            -- migrate:down transaction:false
            drop index concurrently books_by_id;
            """);
    database = server.createDatabase();
    dbmate = new Dbmate(project, database);
    towpath = new Towpath(project, database);
  }

  @Test
  void whatTowpathAppliedIsAppliedForDbmate() throws Exception {
    towpath.succeed("apply");

    assertThat(dbmate.status())
        .containsExactly("[X] 20260101000000_first.sql", "[X] 20260102000000_index.sql");
    assertThat(dbmate.run("status", "--exit-code", "--quiet").exit()).isZero();
  }

  @Test
  void whatDbmateAppliedIsAppliedForTowpath() throws Exception {
    dbmate.up();

    assertThat(towpath.status())
        .isEqualTo(Map.of("20260101000000", "applied", "20260102000000", "applied"));
  }

  @Test
  void dbmateTakesBackWhatTowpathApplied() throws Exception {
    towpath.succeed("apply");

    dbmate.down();

    assertThat(towpath.status())
        .containsEntry("20260101000000", "applied")
        .containsEntry("20260102000000", "pending");
    towpath.succeed("apply");
    assertThat(towpath.status().values()).containsOnly("applied");
  }

  @Test
  void towpathTakesBackWhatDbmateApplied() throws Exception {
    dbmate.up();

    towpath.succeed("undo", "--to", "20260101000000");

    assertThat(dbmate.status())
        .containsExactly("[X] 20260101000000_first.sql", "[ ] 20260102000000_index.sql");
    assertThat(database.rows("select to_regclass('books_by_id')")).containsExactly("null");
    dbmate.up();
    assertThat(towpath.status().values()).containsOnly("applied");
  }

  @Test
  void theSchemaFileIsTheSameWhenTowpathIsLeftOut() throws Exception {
    dbmate.up();
    Finished before = dbmate.run("--schema-file", "before.sql", "dump");
    assertThat(before.exit()).as(before.all()).isZero();
    Database other = server.createDatabase();
    new Towpath(project, other).succeed("apply");

    Finished after =
        new Dbmate(project, other)
            .run("--schema-file", "after.sql", "dump", "--", "--exclude-schema=towpath");

    assertThat(after.exit()).as(after.all()).isZero();
    assertThat(folder.resolve("after.sql")).hasSameTextualContentAs(folder.resolve("before.sql"));
  }
}
