package dev.towpath.lint;

import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads scripts in their order and says what the rules find. Not thread-safe: one for a check.
public final class Guard {
  /// So many scripts are parsed at once, on all processors; their trees are then let go.
  private static final int CHUNK = 64;

  /// Below so many rows a lock or a scan is over before anyone notices.
  private static final long FEW_ROWS = 10_000;

  private final Change.Setting setting;
  private final List<Rule> rules;
  private final RuleSettings settings;
  private final Schema schema;
  private final List<Pending> pending = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /// A finding that the rest of the deploy may take back.
  private record Pending(Finding finding, Predicate<Schema> still) {}

  /// @param schema as it stands before the first script; the guard moves it on
  public Guard(Change.Setting setting, List<Rule> rules, RuleSettings settings, Schema schema) {
    this.setting = setting;
    this.rules = rules.stream().filter(rule -> settings.of(rule).isPresent()).toList();
    this.settings = settings;
    this.schema = schema;
  }

  /// Takes scripts as having run long ago: nothing is said of them.
  public void pass(List<Migration> migrations) {
    schema.deploying(false);
    each(migrations, this::move);
    schema.deploying(true);
  }

  /// Checks scripts that go to production together: what one of them makes is new to the next.
  public List<Finding> check(List<Migration> migrations) {
    each(migrations, this::check);
    conclude();
    return List.copyOf(findings);
  }

  /// Checks scripts each of which went to production by itself.
  public List<Finding> checkEach(List<Migration> migrations) {
    each(
        migrations,
        script -> {
          check(script);
          conclude();
          schema.settle();
        });
    return List.copyOf(findings);
  }

  /// The deploy is done: what holds now was meant to be so.
  private void conclude() {
    pending.stream()
        .filter(each -> each.still().test(schema))
        .map(Pending::finding)
        .forEach(findings::add);
    pending.clear();
  }

  private interface Visit {
    void of(ParsedScript script);
  }

  private static void each(List<Migration> migrations, Visit visit) {
    for (int from = 0; from < migrations.size(); from += CHUNK) {
      migrations.subList(from, Math.min(migrations.size(), from + CHUNK)).parallelStream()
          .map(ParsedScript::of)
          .toList()
          .forEach(visit::of);
    }
  }

  private void move(ParsedScript script) {
    for (ParsedScript.Parsed parsed : script.statements()) {
      if (parsed.parse() instanceof Parse.Tree(Node node)) {
        schema.apply(node);
      }
    }
  }

  private void check(ParsedScript script) {
    Migration migration = script.migration();
    Boundaries boundaries =
        new Boundaries(
            setting.runner(), migration.up().transaction(), script.statements().size() == 1);
    for (ParsedScript.Parsed parsed : script.statements()) {
      if (parsed.parse() instanceof Parse.Tree(Node node)) {
        Change.Place place =
            new Change.Place(
                migration.up().file(), parsed.statement().span().start(), Optional.empty(), false);
        Transaction transaction = boundaries.next(node);
        Change change =
            new Change(place, parsed.statement().sql(), node, transaction, schema, setting);
        check(change, script.script());
        transaction.add(change);
        schema.apply(node);
      }
    }
  }

  private void check(Change change, Script script) {
    for (Rule rule : rules) {
      for (Hit hit : rule.check(change)) {
        pending.add(new Pending(finding(rule, hit, change, script), hit.still()));
      }
    }
  }

  private Finding finding(Rule rule, Hit hit, Change change, Script script) {
    Severity severity = settings.of(rule).orElseThrow();
    int offset = change.place().offset() + Math.max(0, hit.offset());
    int end = change.place().offset() + change.sql().length();
    Finding finding =
        Finding.of(rule.name(), isSmall(hit) ? Severity.NOTE : severity, hit.message())
            .at(new Location(change.place().file(), script.position(offset)))
            .showing(Snippet.of(script.text(), new Span(offset, end)))
            .because(hit.why())
            .help(hit.help())
            .inputs(inputs(hit));
    return hit.rewrite()
        .map(
            rewrite ->
                finding.fix(
                    new Finding.Fix(
                        change.sql(), rewrite.applyTo(change.sql()), rewrite.mechanical())))
        .orElse(finding);
  }

  private boolean isSmall(Hit hit) {
    return hit.table()
        .flatMap(schema::table)
        .filter(table -> table.rows().isPresent() && table.rows().getAsLong() < FEW_ROWS)
        .isPresent();
  }

  private Map<String, String> inputs(Hit hit) {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("postgres", String.valueOf(setting.major()));
    inputs.put("runner", setting.runner().name());
    hit.table()
        .flatMap(schema::table)
        .ifPresent(table -> table.rows().ifPresent(rows -> inputs.put("rows", "" + rows)));
    return inputs;
  }
}
