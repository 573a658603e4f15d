package dev.towpath.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// What `towpath.yaml` may hold, and that the published JSON Schema says the same.
class ConfigFileTest {
  private static final Path ROOT = Path.of("/srv/customer-portal");

  @ParameterizedTest
  @FieldSource("dev.towpath.config.ConfigExamples#GOOD")
  void parserAndSchemaAccept(String text) throws IOException {
    assertThat(ConfigFile.read(ROOT, text)).isInstanceOf(ConfigReading.Good.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("dev.towpath.config.ConfigExamples#BAD")
  void parserAndSchemaReject(String text) throws IOException {
    assertThat(ConfigFile.read(ROOT, text)).isInstanceOf(ConfigReading.Faulty.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isNotEmpty();
  }

  /// The schema can't say it: it would have to be written anew for each rule.
  @Test
  void unknownRuleIsAnErrorWithAGuess() {
    assertThat(ConfigFile.read(ROOT, "rules:\n  drop-tabel: off\n"))
        .isInstanceOfSatisfying(
            ConfigReading.Faulty.class,
            faulty ->
                assertThat(faulty.findings())
                    .singleElement()
                    .satisfies(
                        finding -> {
                          assertThat(finding.where().orElseThrow().position().line()).isEqualTo(2);
                          assertThat(finding.help()).contains("drop-table");
                        }));
  }

  @Test
  void everyFaultIsNamedAtOnceWithItsPlaceAndAHint() {
    String text =
        """
        projekt: customer-portal
        layout: superbase
        environments:
          staging:
            databse: x
            lock-timeout: 4
        """;
    assertThat(faults(text))
        .containsExactly(
            "towpath.yaml:1:1 config-unknown-key Did you mean 'project'?",
            "towpath.yaml:2:9 config-bad-value"
                + " It is one of supabase, prisma, flyway, dbmate, plain.",
            "towpath.yaml:5:5 config-missing-key Add 'database:'.",
            "towpath.yaml:5:5 config-unknown-key Did you mean 'database'?",
            "towpath.yaml:6:19 config-wrong-type"
                + " Towpath found a whole number; put it in quotes to make it text.");
  }

  @Test
  void brokenYamlAndDoubleKeysAreFaultsOfTheirLine() {
    assertThat(faults("project: a\n bad: [\n"))
        .singleElement()
        .asString()
        .contains("config-syntax");
    assertThat(faults("project: a\nproject: b\n"))
        .containsExactly("towpath.yaml:2:1 config-duplicate-key Keep one of the two.");
  }

  @Test
  void noFileMeansDefaults(@TempDir Path folder) {
    assertThat(good(ConfigFile.read(folder)).name()).isEqualTo(folder.getFileName().toString());
  }

  @Test
  void aFileThatIsNotTextIsAFault(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("towpath.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(ConfigFile.read(folder)).isInstanceOf(ConfigReading.Faulty.class);
  }

  @Test
  void settingsAreReadAsWritten() {
    Project project =
        good(
            ConfigFile.read(
                ROOT,
                """
                project: portal
                migrations: db/migrations
                layout: plain
                postgres: 16
                regulated: [audit*, policy]
                environments:
                  staging:
                    database: ${STAGING_URL}?sslmode=require
                    lock-timeout: 500ms
                    statement-timeout: 10m
                """));
    Environment staging = environment(project, "staging");
    assertThat(project.migrations()).contains("db/migrations");
    assertThat(project.layout()).contains("plain");
    assertThat(project.postgres()).isEqualTo(16);
    assertThat(project.regulated()).containsExactly("audit*", "policy");
    assertThat(staging.lockTimeout()).contains(Duration.ofMillis(500));
    assertThat(staging.statementTimeout()).contains(Duration.ofMinutes(10));
    assertThat(staging.database().expand(Map.of("STAGING_URL", "postgresql://h/$1")))
        .isEqualTo("postgresql://h/$1?sslmode=require");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    String text = "environments: { a: { database: 'x${PORTAL_URL}' } }\n";
    Template database = environment(good(ConfigFile.read(ROOT, text)), "a").database();
    assertThatThrownBy(() -> database.expand(Map.of("PORTAL_URL", "")))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The environment variable PORTAL_URL is not set.");
  }

  private static List<String> faults(String text) {
    return switch (ConfigFile.read(ROOT, text)) {
      case ConfigReading.Faulty(List<Finding> findings) ->
          findings.stream()
              .map(f -> f.where().orElseThrow() + " " + f.rule() + " " + f.help())
              .toList();
      case ConfigReading.Good good -> List.of();
    };
  }

  private static Environment environment(Project project, String name) {
    return Objects.requireNonNull(project.environments().get(name));
  }

  private static Project good(ConfigReading reading) {
    return ((ConfigReading.Good) reading).project();
  }

  private static Schema schema() throws IOException {
    String schema = Files.readString(Path.of("../docs/reference/towpath.schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private static String json(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new JsonMapper().writeValueAsString(value);
  }
}
