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

  static final List<String> GOOD =
      List.of(
          "",
          "# only a comment\n",
          "project: customer-portal\n",
          "migrations: db/migrations\n",
          "migrations: .\n",
          "migrations: a..b/c\n",
          "layout: dbmate\nplatform: none\npostgres: 15\n",
          "runner: supabase@2.92\n",
          "runner: psql\n",
          "rules: {}\n",
          "rules: { drop-table: error, truncate: off, dynamic-sql: warning }\n",
          "backups: /mnt/backups\n",
          "backups: {}\n",
          "backups: { in: ../backups }\n",
          "backups: { keep: {} }\n",
          "backups:\n" + "  seal: age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z\n",
          "backups: { keep: { last: 3, daily: 7, weekly: 5, monthly: 12, yearly: 10000 } }\n",
          "backups: { wal: /srv/archive }\n",
          "regulated: [audit*, policy, '*_signature', Certificate2]\n",
          "probes: {}\n",
          "probes: { up: { http: 'http://h/x' } }\n",
          "probes: { up: { http: '${URL}/x', headers: { X-A: '${T}' }, limit: 1s, within: 5m } }\n",
          "probes: { up: { http: 'https://h', expect: {} } }\n",
          "probes: { up: { http: 'https://h', expect: { status: 404, body: no } } }\n",
          "probes: { up: { http: 'https://h', expect: { json: { a.0: 1, b: x, c: true } } } }\n",
          "probes: { redis: { tcp: 'localhost:6379' }, env: { tcp: '${REDIS}' } }\n",
          "probes: { job: { command: ./job-is-done } }\n",
          "environments: {}\n",
          "environments:\n  a:\n    database: ${A_URL}\n    direct: ${B_URL}\n",
          "environments: { staging: { database: embedded } }\n",
          "environments: { a1-b: { database: 'postgresql://h/d', direct: '${DIRECT_URL}' } }\n",
          "environments: { staging: { database: '${USER_1}:a$b$$' } }\n",
          "environments:\n  a: &a { database: x, lock-timeout: 500ms }\n  b: *a\n",
          "environments: { a: { database: x, lock-timeout: 4s, statement-timeout: 999999h } }\n",
          "environments: { a: { database: x, providers: {} } }\n",
          "environments: { a: { database: x, providers: { pgbackrest: { stanza: main, repo: 2,"
              + " config: /etc/p.conf }, barman: { server: m-1 } } } }\n",
          "environments: { a: { database: x, providers: { supabase: { project:"
              + " abcdefghijklmnopqrst, url: 'http://127.0.0.1:8080/api' } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: c, application: '${D}' } }"
              + " }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { run: [c] } } } }\n",
          "environments: { a: { database: x, maintenance: { off: b, on: { run: [c, d],"
              + " environment: { E_1: '${F}', g: h }, time-limit: 5s } } } }\n");

  static final List<String> BAD =
      List.of(
          "- a list\n",
          "text\n",
          "7\n",
          "projekt: x\n",
          "project:\n",
          "project: ''\n",
          "project: 7\n",
          "project: true\n",
          "project: [a]\n",
          "migrations: /etc\n",
          "migrations: ~/x\n",
          "migrations: ../x\n",
          "migrations: a/../../x\n",
          "layout: rails\n",
          "layout: Supabase\n",
          "platform: 1\n",
          "postgres: '18'\n",
          "postgres: 18.5\n",
          "postgres: 14\n",
          "postgres: 19\n",
          "postgres: 99999999999\n",
          "runner: rails\n",
          "runner: supabase@\n",
          "runner: [psql]\n",
          "rules:\n",
          "rules: [drop-table]\n",
          "rules: { drop-table: fatal }\n",
          "rules: { drop-table: true }\n",
          "rules: { Drop: error }\n",
          "backups:\n",
          "backups: 7\n",
          "backups: [backups]\n",
          "backups: { in: '' }\n",
          "backups: { wal: [] }\n",
          "backups: { out: x }\n",
          "backups: { keep: 3 }\n",
          "backups: { seal: ssh-ed25519 }\n",
          "backups: { seal: age1xyz }\n",
          "backups: { keep: { last: 0 } }\n",
          "backups: { keep: { last: 1.5 } }\n",
          "backups: { keep: { hourly: 1 } }\n",
          "regulated:\n",
          "regulated: audit*\n",
          "regulated: []\n",
          "regulated: ['']\n",
          "regulated: ['*']\n",
          "regulated: [audit.log]\n",
          "regulated: [create policy]\n",
          "regulated: [2]\n",
          "probes: []\n",
          "probes: { Up: { tcp: 'h:1' } }\n",
          "probes: { up: }\n",
          "probes: { up: {} }\n",
          "probes: { up: { tcp: 'h:1', command: x } }\n",
          "probes: { up: { http: ftp://h } }\n",
          "probes: { up: { http: 'http://h/${' } }\n",
          "probes: { up: { http: 'http://h', headers: { a b: c } } }\n",
          "probes: { up: { http: 'http://h', expect: { status: 99 } } }\n",
          "probes: { up: { http: 'http://h', expect: { json: { a: } } } }\n",
          "probes: { up: { http: 'http://h', expect: { text: x } } }\n",
          "probes: { up: { tcp: h } }\n",
          "probes: { up: { tcp: 'h:1', expect: { status: 200 } } }\n",
          "probes: { up: { command: x, limit: 5 } }\n",
          "environments:\n",
          "environments: []\n",
          "environments: { Staging: { database: x } }\n",
          "environments: { embedded: { database: x } }\n",
          "environments: { a: x }\n",
          "environments: { a: }\n",
          "environments: { a: {} }\n",
          "environments: { a: { database: '' } }\n",
          "environments: { a: { database: 5432 } }\n",
          "environments: { a: { database: '${}' } }\n",
          "environments: { a: { database: '${A-B}' } }\n",
          "environments: { a: { database: '${A' } }\n",
          "environments: { a: { database: x, url: y } }\n",
          "environments: { a: { database: x, lock-timeout: 4 } }\n",
          "environments: { a: { database: x, providers: { walg: {} } } }\n",
          "environments: { a: { database: x, providers: { pgbackrest: {} } } }\n",
          "environments: { a: { database: x, providers: { pgbackrest: { stanza: --x } } } }\n",
          "environments: { a: { database: x, providers: { barman: { server: [] } } } }\n",
          "environments: { a: { database: x, providers: { supabase: { project: Short } } } }\n",
          "environments: { a: { database: x, providers: { supabase: { project:"
              + " abcdefghijklmnopqrst, url: 'http://example.org' } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b } } }\n",
          "environments: { a: { database: x, maintenance: { flag: b } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { run: c } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { run: [] } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { run: [7] } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: [c] } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { time-limit: 5s } } } }\n",
          "environments: { a: { database: x, maintenance: { on: b, off: { run: [c],"
              + " environment: { 1E: f } } } } }\n",
          "environments: { a: { database: x, lock-timeout: 0s } }\n",
          "environments: { a: { database: x, lock-timeout: 4 s } }\n",
          "environments: { a: { database: x, statement-timeout: 1d } }\n");

  @ParameterizedTest
  @FieldSource("GOOD")
  void parserAndSchemaAccept(String text) throws IOException {
    assertThat(ConfigFile.read(ROOT, text)).isInstanceOf(ConfigReading.Good.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("BAD")
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
