package dev.towpath.catalog.expected;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.catalog.Kind;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// What `catalog-expected.yaml` may hold, and that the published JSON Schema says the same.
class ExpectedFileTest {
  private static final String WHY = ", reason: a trial, owner: quay";

  static final List<String> GOOD =
      List.of(
          "",
          "# nothing yet\n",
          "[]\n",
          "- { object: table public.boat, difference: added" + WHY + " }\n",
          "- { object: 'column * of public.*', difference: removed" + WHY + " }\n",
          "- { object: \"table a\\nb.c\", difference: removed" + WHY + " }\n",
          "- { object: table a.b, difference: changed, properties: [owner, 'grant *']"
              + WHY
              + "}\n",
          "- { object: view a.b, difference: added, until: 2027-02-28" + WHY + " }\n");

  static final List<String> BAD =
      List.of(
          "object: table public.boat\n",
          "text\n",
          "- text\n",
          "- {}\n",
          "- { object: public.boat, difference: added" + WHY + " }\n",
          "- { object: '* of public.boat', difference: added" + WHY + " }\n",
          "- { object: 7, difference: added" + WHY + " }\n",
          "- { object: table public.boat, difference: gone" + WHY + " }\n",
          "- { object: table public.boat, difference: added, reason: a trial }\n",
          "- { object: table public.boat, difference: added, reason: '', owner: quay }\n",
          "- { object: table public.boat, difference: added, owner: quay }\n",
          "- { object: table a.b, difference: added, properties: [owner]" + WHY + " }\n",
          "- { object: table a.b, difference: changed, properties: []" + WHY + " }\n",
          "- { object: table a.b, difference: changed, properties: owner" + WHY + " }\n",
          "- { object: table a.b, difference: changed, properties: [7]" + WHY + " }\n",
          "- { object: table a.b, difference: changed, until: 2027-13-01" + WHY + " }\n",
          "- { object: table a.b, difference: changed, until: soon" + WHY + " }\n",
          "- { object: table a.b, difference: changed, because: soon" + WHY + " }\n");

  @ParameterizedTest
  @FieldSource("GOOD")
  void parserAndSchemaAccept(String text) throws IOException {
    assertThat(faults(text)).isEmpty();
    assertThat(schema().validate(json(text), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("BAD")
  void parserAndSchemaReject(String text) throws IOException {
    assertThat(faults(text)).isNotEmpty();
    assertThat(schema().validate(json(text), InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void eachKindIsKnown(Kind kind) throws IOException {
    parserAndSchemaAccept("- { object: '" + kind.words() + " x', difference: added" + WHY + " }\n");
  }

  @Test
  void everyFaultIsNamedAtOnceWithItsPlaceAndAHint() {
    String text =
        """
        - object: tabel public.boat
          difference: add
          reason: a trial
          ownr: quay
        - object: table public.boat
          difference: removed
          properties: [owner]
          reason: a trial
          owner: quay
          until: 2027-02-30
        """;
    assertThat(faults(text))
        .containsExactly(
            "file.yaml:1:3 config-missing-key Add 'owner:'.",
            "file.yaml:1:11 config-bad-value It is written as 'towpath catalog diff' prints it, and"
                + " begins with the kind: 'table public.boat', 'column * of public.boat'.",
            "file.yaml:2:15 config-bad-value It is one of added, removed, changed.",
            "file.yaml:4:3 config-unknown-key Did you mean 'owner'?",
            "file.yaml:7:16 config-bad-value Remove 'properties', or write 'difference: changed'.",
            "file.yaml:10:10 config-bad-value It is a day: 2027-03-31.");
    assertThat(faults("- a: [\n")).singleElement().asString().contains("config-syntax");
  }

  @Test
  void entriesAreReadAsWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("file.yaml");
    Files.writeString(
        file,
        """
        - object: foreign table public.far
          difference: changed
          properties: [owner, grant *]
          reason: The other server's role.
          owner: quay team
          until: 2027-02-28
        """);
    assertThat(ExpectedFile.read(file, "file.yaml"))
        .isInstanceOfSatisfying(
            ExpectedReading.Good.class,
            good ->
                assertThat(good.expectations())
                    .singleElement()
                    .satisfies(
                        entry -> {
                          assertThat(entry.kind()).isEqualTo(Kind.FOREIGN_TABLE);
                          assertThat(entry.properties()).containsExactly("owner", "grant *");
                          assertThat(entry.until()).contains(LocalDate.of(2027, 2, 28));
                          assertThat(entry.where()).hasToString("file.yaml:1:3");
                        }));
    assertThat(ExpectedFile.read(folder.resolve("nowhere"), "nowhere"))
        .isInstanceOf(ExpectedReading.Faulty.class);
  }

  private static List<String> faults(String text) {
    return switch (ExpectedFile.read("file.yaml", text)) {
      case ExpectedReading.Faulty(List<Finding> findings) ->
          findings.stream()
              .map(f -> f.where().orElseThrow() + " " + f.rule() + " " + f.help())
              .toList();
      case ExpectedReading.Good good -> List.of();
    };
  }

  private static Schema schema() throws IOException {
    String schema = Files.readString(Path.of("../docs/reference/catalog-expected.schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private static String json(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new JsonMapper().writeValueAsString(value);
  }
}
