package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Prisma CLI and Towpath take turns on one project and agree about it.
class PrismaTest {
  private static final String FIRST = "20260101000000_first";
  private static final String SECOND = "20260102000000_second";

  private static Server server;

  @TempDir private Path folder;
  private Folder project;
  private Database database;
  private PrismaCli prisma;
  private Towpath towpath;

  @BeforeAll
  static void startServer() {
    Tools.program("prisma");
    server = Server.start();
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
            "prisma/schema.prisma",
            """
            datasource db {
              provider = "postgresql"
              url      = env("DATABASE_URL")
            }
            """)
        .write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n")
        .write(script(FIRST), "CREATE TABLE \"Book\" (\"id\" INTEGER NOT NULL);\n")
        .write(
            script(SECOND),
            "ALTER TABLE \"Book\" ADD COLUMN \"title\" TEXT;\r\n-- end\r\nSELECT 1;\r\n");
    database = server.createDatabase();
    prisma = new PrismaCli(project, database);
    towpath = new Towpath(project, database);
  }

  @Test
  void prismaSaysUpToDateAfterTowpath() throws Exception {
    towpath.succeed("apply");

    assertThat(prisma.run("migrate", "status").all()).contains("Database schema is up to date!");
    Finished deploy = prisma.run("migrate", "deploy");
    assertThat(deploy.exit()).as(deploy.all()).isZero();
    assertThat(deploy.out()).contains("No pending migrations to apply.");
  }

  @Test
  void whatPrismaDeployedIsAppliedUntilItIsEdited() throws Exception {
    Finished deploy = prisma.run("migrate", "deploy");
    assertThat(deploy.exit()).as(deploy.all()).isZero();
    assertThat(towpath.status().values()).hasSize(2).containsOnly("applied");

    project.append(script(FIRST), "DROP TABLE \"Book\";\n");

    assertThat(towpath.status()).containsValue("edited");
    assertThat(prisma.run("migrate", "status").exit())
        .as("Prisma passes over it in silence")
        .isZero();
  }

  @Test
  void towpathNamesWhatFailedInPrisma() throws Exception {
    project.write(script("20260103000000_bad"), "CREATE TABLE half (id INT); SELECT 1 / 0;\n");
    assertThat(prisma.run("migrate", "deploy").exit()).isNotZero();

    assertThat(towpath.status()).containsValue("failed");
  }

  @Test
  void whatTowpathUndidIsDeployedAgain() throws Exception {
    project.write(
        "prisma/migrations/" + SECOND + "/down.sql", "ALTER TABLE \"Book\" DROP title;\n");
    Finished first = prisma.run("migrate", "deploy");
    assertThat(first.exit()).as(first.all()).isZero();

    towpath.succeed("undo", "--to", "20260101000000", "--accept-data-loss");

    Finished again = prisma.run("migrate", "deploy");
    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(again.out()).contains(SECOND).doesNotContain(FIRST);
    assertThat(towpath.status().values()).containsOnly("applied");
  }

  private static String script(String migration) {
    return "prisma/migrations/" + migration + "/migration.sql";
  }
}
