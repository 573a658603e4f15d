package dev.towpath.catalog.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.Scope;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written of the schema in `boatyard.sql`, read from a real server.
class TypesTest {
  private static final List<String> SCHEMAS = List.of("public");
  private static Catalog catalog;
  private static Shape shape;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws SQLException, IOException {
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE);
        Connection connection = server.url().connect("towpath/test");
        Statement statement = connection.createStatement()) {
      for (dev.towpath.sql.Statement each : Script.of(resource("boatyard.sql")).statements()) {
        statement.execute(each.sql());
      }
      catalog = new CatalogReader(Scope.plain(), Duration.ofMinutes(1)).read(connection).catalog();
    }
    shape = Shape.of(catalog);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TypesTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void typeScriptIsAsItWasReviewed() throws IOException {
    assertThat(TypeScript.write(shape, SCHEMAS)).isEqualTo(resource("boatyard.ts.txt"));
  }

  @Test
  void aSnapshotGivesTheSameAsItsDatabase() {
    Shape readBack = Shape.of(CatalogText.read(CatalogText.write(catalog)));
    assertThat(TypeScript.write(readBack, SCHEMAS)).isEqualTo(TypeScript.write(shape, SCHEMAS));
  }

  @Test
  void anotherSchemaIsNamedOnceItIsServed() {
    assertThat(TypeScript.write(shape, List.of("beyond", "public")))
        .contains("\n  beyond: {\n", "shade: Database[\"beyond\"][\"Enums\"][\"shade\"] | null");
    assertThat(TypeScript.write(shape, SCHEMAS)).contains("shade: \"a\" | \"b\" | null");
  }

  @Test
  void javaCompiles() throws IOException {
    String java = JavaRecords.write(shape, List.of("beyond", "public"), "boats", "Yard");
    assertThat(java)
        .contains(
            "  public record Logs(\n      int id,\n      UUID boatId,\n      OffsetDateTime at,\n",
            "      Integer _1st_,\n",
            "      List<Position> places,\n",
            "    LIME_WASH(\"lime wash\"),\n")
        .doesNotContain("Parts1");
    assertThat(compile("Yard", java)).isZero();
  }

  @Test
  void namesThatAreTroubleInJavaCompile() throws IOException, SQLException {
    Catalog odd =
        CatalogText.read(
            """
            towpath catalog 1
            major 18

            schema public

            table "class" in public

            column "wait" of "class" in public
              type: integer

            column "WAIT" of "class" in public
              type: text

            column "new" of "class" in public
              type: public.string[]

            column "\\u0007 */ \\\\u000a" of "class" in public
              type: bytea

            enum string in public
              labels: 'a"b', E'\\\\', 'it''s', '', 'List'

            table "Class" in public
            """);
    String java = JavaRecords.write(Shape.of(odd), SCHEMAS, "", "Odd");
    assertThat(compile("Odd", java)).as(java).isZero();
  }

  private int compile(String name, String java) throws IOException {
    Path file = folder.resolve(name + ".java");
    Files.writeString(file, java);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return compiler.run(
        null, null, null, "-Xlint:all", "-Werror", "-d", folder.toString(), file.toString());
  }
}
