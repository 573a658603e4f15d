package dev.towpath.release.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published JSON Schema of runbooks accepts and rejects what the parser does.
class RunbookSchemaTest {
  private static final Path SCHEMA = Path.of("../docs/reference/runbook.schema.json");
  private static final String STEPS = "steps: [{ check: }]\n";

  /// Whole files.
  private static final List<String> GOOD_FILES =
      List.of(
          "runbook: a\n" + STEPS,
          "runbook: a\nsteps: [{ check: }, { migrate: null }]\nroll-back: [{ undo: }]\n",
          "runbook: a\nsteps:\n  - run: ${COMMAND}\n",
          "runbook: a\nreviewed: 2028-02-29\n" + STEPS,
          "runbook: a\nreviewed: '2000-02-29'\n" + STEPS,
          "runbook: a\nclasses: {}\nrequire: {}\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a, b-2] } }\n" + STEPS,
          "runbook: a\n"
              + "classes: { regulated: { approve: [a], in-order: true, way-back: required } }\n"
              + STEPS,
          "runbook: a\nclasses: { emergency: { approve: [a], retrospective: 48h } }\n" + STEPS,
          "runbook: a\nrequire: { A: , B: {}, C_1: { least: 10000, url: https, same-as: A } }\n"
              + STEPS);

  private static final List<String> BAD_FILES =
      List.of(
          "[]\n",
          "text\n",
          "{}\n",
          "runbook: a\n",
          STEPS,
          "runbook: 7\n" + STEPS,
          "runbook: ''\n" + STEPS,
          "runbook: a\nsteps:\n",
          "runbook: a\nsteps: []\n",
          "runbook: a\nsteps: { check: }\n",
          "runbook: a\nsteps: [check]\n",
          "runbook: a\nsteps: [{}]\n",
          "runbook: a\nroll-back: []\n" + STEPS,
          "runbook: a\nroll-back: [{ undo: 1 }]\n" + STEPS,
          "runbook: a\nstep: []\n" + STEPS,
          "runbook: a\nreviewed: 2026-02-29\n" + STEPS,
          "runbook: a\nreviewed: 2100-02-29\n" + STEPS,
          "runbook: a\nreviewed: 2026-04-31\n" + STEPS,
          "runbook: a\nreviewed: 2026-13-01\n" + STEPS,
          "runbook: a\nreviewed: 21.11.2026\n" + STEPS,
          "runbook: a\nreviewed: '+12026-01-01'\n" + STEPS,
          "runbook: a\nclasses:\n" + STEPS,
          "runbook: a\nclasses: { major: { approve: [a] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: }\n" + STEPS,
          "runbook: a\nclasses: { routine: {} }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: a } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a, a] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [Ann] } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], in-order: 1 } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], way-back: optional } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], retrospective: 2d } }\n" + STEPS,
          "runbook: a\nclasses: { routine: { approve: [a], sign: true } }\n" + STEPS,
          "runbook: a\nrequire:\n" + STEPS,
          "runbook: a\nrequire: [A]\n" + STEPS,
          "runbook: a\nrequire: { A-B: }\n" + STEPS,
          "runbook: a\nrequire: { 1A: }\n" + STEPS,
          "runbook: a\nrequire: { A: 8 }\n" + STEPS,
          "runbook: a\nrequire: { A: { least: 0 } }\n" + STEPS,
          "runbook: a\nrequire: { A: { least: 10001 } }\n" + STEPS,
          "runbook: a\nrequire: { A: { url: 'https://' } }\n" + STEPS,
          "runbook: a\nrequire: { A: { same-as: B-C } }\n" + STEPS,
          "runbook: a\nrequire: { A: { most: 3 } }\n" + STEPS);

  /// One step each, in braces.
  private static final List<String> GOOD_STEPS =
      List.of(
          "check: , name: look, owner: engineering, at: T, on-failure: pause",
          "check: , at: T-0",
          "check: , at: T+0",
          "check: , at: T-30m",
          "check: , at: T+24h",
          "check: , at: T-500ms",
          "check: , keep: [a, 'target/**/*.xml']",
          "check: , on-failure: roll-back",
          "check: , on-failure: { ignore: known }",
          "approve: ",
          "freeze: ",
          "thaw: null",
          "migrate: ",
          "undo: ",
          "deploy: backend",
          "roll-back: backend",
          "stop: backend",
          "start: backend",
          "clean-up: backend",
          "decide: all clear?",
          "checklist: checklists/a.md",
          "checklist: a..b.md",
          "notes: docs/releases",
          "notes: {}",
          "notes: { in: a, rollback-log: b.md, on-call: '${ON_CALL}', changes: c, impact: d }",
          "notify: { say: it begins, slack: '${SLACK}' }",
          "notify: { say: a, teams: '${T}', webhook: 'https://h', command: mail team }",
          "notify: { say: a, pagerduty: '${KEY}', severity: critical, events: 'https://h' }",
          "forge: { github: acme/portal, reviews: 2, labels: [a], tasks: done, token: '${T}' }",
          "probe: health",
          "probe: [health, { tcp: 'localhost:6379' }]",
          "probe: { http: 'https://h/x', expect: { status: 204 }, within: 5m }",
          "rehearse: ",
          "rehearse: {}",
          "rehearse: { like: production, tests: db/tests, statements: old.sql }",
          "backup: ",
          "backup: {}",
          "backup: { schemas: [public, audit], prove: restore }",
          "verify: ",
          "verify: { catalog: docs/schema.md }",
          "run: npm test",
          "run: 'true'",
          "run: { command: a, in: web, limit: 500ms, undo: b, inspect: c }",
          "run: { argv: [a, '1'], changes: nothing }",
          "sql: select 1",
          "sql: { query: select 1, expect: '1', changes: nothing }",
          "sql: { query: select 1, undo: select 2 }",
          "wait: 15m",
          "wait: { window: '22:00-04:30' }",
          "wait: { window: '00:00-23:59', zone: Europe/Berlin }");

  private static final List<String> BAD_STEPS =
      List.of(
          "name: a",
          "chek: ",
          "check: , migrate: ",
          "check: , whne: a",
          "check: true",
          "check: {}",
          "check: ''",
          "check: , name: 7",
          "check: , owner: [a]",
          "check: , at: t",
          "check: , at: T-",
          "check: , at: T-30",
          "check: , at: T-00",
          "check: , at: T 30m",
          "check: , at: T+1d",
          "check: , keep: a",
          "check: , keep: []",
          "check: , on-failure: ",
          "check: , on-failure: ignore",
          "check: , on-failure: [pause]",
          "check: , on-failure: {}",
          "check: , on-failure: { ignore: '' }",
          "check: , on-failure: { ignore: a, retry: 3 }",
          "deploy: ",
          "deploy: [backend, web]",
          "roll-back: 7",
          "stop: { component: backend }",
          "start: ''",
          "clean-up: ",
          "decide: ",
          "decide: 7",
          "decide: ' '",
          "decide: { question: a }",
          "checklist: ",
          "checklist: /etc/passwd",
          "checklist: ~/a.md",
          "checklist: ../a.md",
          "checklist: \"a\\0b\"",
          "notes: ",
          "notes: /srv/notes",
          "notes: { in: ../notes }",
          "notes: { on-call: '${' }",
          "notes: { changes: 7 }",
          "notes: { to: docs }",
          "notify: it begins",
          "notify: { say: it begins }",
          "notify: { slack: '${SLACK}' }",
          "notify: { say: a, slack: '${' }",
          "notify: { say: a, slack: b, severity: info }",
          "notify: { say: a, pagerduty: '${KEY}', severity: high }",
          "forge: { github: acme/portal }",
          "forge: { checks: green }",
          "forge: { github: acme, checks: green }",
          "forge: { github: a/b, reviews: 0 }",
          "probe: ",
          "probe: []",
          "probe: 7",
          "probe: {}",
          "probe: [{}]",
          "probe: { http: 'https://h', tcp: 'h:1' }",
          "probe: { tcp: 'h:1', limit: 5 }",
          "rehearse: undo",
          "rehearse: { undo: true }",
          "rehearse: { like: 7 }",
          "backup: full",
          "backup: { schemas: public }",
          "backup: { prove: hash }",
          "verify: docs",
          "verify: { catalog: ../docs }",
          "run: ",
          "run: true",
          "run: []",
          "run: {}",
          "run: { command: a, argv: [b] }",
          "run: { argv: [] }",
          "run: { argv: [1] }",
          "run: { command: a, in: /srv }",
          "run: { command: a, limit: 30 }",
          "run: { command: a, changes: all }",
          "run: { command: a, changes: nothing, undo: b }",
          "run: { command: a, changes: nothing, inspect: b }",
          "run: { comand: a }",
          "sql: ",
          "sql: 1",
          "sql: {}",
          "sql: { query: select 1, expect: 1 }",
          "sql: { query: select 1, changes: nothing, undo: select 2 }",
          "sql: { query: select 1, inspect: a }",
          "wait: ",
          "wait: 15",
          "wait: 15 minutes",
          "wait: {}",
          "wait: { window: '9:00-10:00' }",
          "wait: { window: '24:00-01:00' }",
          "wait: { window: '01:00-01:00' }",
          "wait: { window: '01:00-02:00', zone: 2 }",
          "wait: { zone: UTC }");

  static Stream<String> good() {
    return Stream.concat(GOOD_FILES.stream(), GOOD_STEPS.stream().map(RunbookSchemaTest::file));
  }

  static Stream<String> bad() {
    return Stream.concat(BAD_FILES.stream(), BAD_STEPS.stream().map(RunbookSchemaTest::file));
  }

  private static String file(String step) {
    return "runbook: a\nsteps:\n  - { " + step + " }\n";
  }

  @ParameterizedTest
  @MethodSource("good")
  void parserAndSchemaAccept(String text) throws IOException {
    assertThat(read(text)).isInstanceOf(RunbookReading.Good.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void parserAndSchemaReject(String text) throws IOException {
    assertThat(read(text)).isInstanceOf(RunbookReading.Faulty.class);
    assertThat(schema().validate(json(text), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everyKindIsInTheSchemaAndHasAnExample() throws IOException {
    JsonNode step = new JsonMapper().readTree(Files.readString(SCHEMA)).path("$defs").path("step");
    List<String> kinds =
        step.path("oneOf").valueStream().map(each -> each.at("/required/0").asString()).toList();
    assertThat(kinds).containsExactlyElementsOf(StepKinds.installed().words());
    for (String kind : kinds) {
      assertThat(step.path("properties").has(kind)).as(kind).isTrue();
      assertThat(GOOD_STEPS).as(kind).anyMatch(text -> text.startsWith(kind + ": "));
    }
  }

  private static RunbookReading read(String text) {
    return new RunbookFile(Path.of("/srv/portal"), StepKinds.installed()).read("r.yaml", text);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA));
  }

  private static String json(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new JsonMapper().writeValueAsString(value);
  }
}
