package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Asks the rules about a statement, and makes findings of their hits: with the place, the severity
/// that is set, and what the verdict rests on.
final class Verdicts {
  /// Below so many rows a lock or a scan is over before anyone notices.
  private static final long FEW_ROWS = 10_000;

  private final Change.Setting setting;
  private final List<Rule> rules;
  private final Map<Class<?>, List<Rule>> asked = new HashMap<>();
  private final List<String> names;
  private final RuleSettings settings;
  private final Schema schema;
  private final String catalog;
  private boolean moved;

  Verdicts(
      Change.Setting setting,
      List<Rule> rules,
      RuleSettings settings,
      Schema schema,
      String catalog) {
    this.setting = setting;
    this.rules = rules.stream().filter(rule -> settings.of(rule).isPresent()).toList();
    this.names = RuleSettings.names(rules);
    this.settings = settings;
    this.schema = schema;
    this.catalog = catalog;
  }

  /// Where a statement stands: the script, and the place there of each of its characters.
  record Source(Script script, IntUnaryOperator place) {
    Location location(String file, int index) {
      return new Location(file, script.position(place.applyAsInt(index)));
    }
  }

  RuleSettings settings() {
    return settings;
  }

  /// The names of all rules, also of those that are off.
  List<String> names() {
    return names;
  }

  /// Whether a rule is on.
  boolean isOn(String rule) {
    return rules.stream().anyMatch(each -> each.name().equals(rule))
        || OwnFindings.NAMES.contains(rule);
  }

  /// From here on the schema knows what a script did.
  void moved() {
    moved = true;
  }

  /// What the rules say about a statement. A rule that fails loses its own verdict alone.
  List<Verdict> of(Change change, Source source) {
    List<Verdict> found = new ArrayList<>();
    Optional<Name> routine = change.place().routine().map(Verdicts::name);
    for (Rule rule : asked.computeIfAbsent(change.node().getClass(), this::about)) {
      try {
        for (Hit hit : rule.check(change)) {
          found.add(
              new Verdict(
                  finding(rule, hit, change, source),
                  change.place().offset(),
                  routine,
                  hit.still()));
        }
      } catch (RuntimeException | StackOverflowError failure) {
        Finding finding = OwnFindings.ruleFailed(rule.name(), failure);
        found.addAll(own(finding, change.place().file(), change.sql(), source, routine));
      }
    }
    return found;
  }

  /// The rules that may speak of a kind of statement.
  private List<Rule> about(Class<?> kind) {
    return rules.stream()
        .filter(rule -> rule.statements().isEmpty() || rule.statements().contains(kind))
        .toList();
  }

  private static Name name(String whole) {
    int dot = whole.indexOf('.');
    return dot < 0
        ? new Name("", whole)
        : new Name(whole.substring(0, dot), whole.substring(dot + 1));
  }

  /// What the guard itself says of a statement in a body.
  List<Verdict> inner(
      Finding finding, Bodies.Inner inner, Optional<Name> routine, String file, Source source) {
    return own(finding, file, inner.sql(), source, routine);
  }

  private List<Verdict> own(
      Finding finding, String file, String sql, Source source, Optional<Name> routine) {
    return settings.applied(finding).stream()
        .map(
            each ->
                new Verdict(
                    each.at(source.location(file, 0))
                        .showing(snippet(source, 0, sql.length()))
                        .inputs(inputs(Optional.empty())),
                    source.place().applyAsInt(0),
                    routine,
                    schema -> true))
        .toList();
  }

  private Finding finding(Rule rule, Hit hit, Change change, Source source) {
    Severity severity = settings.of(rule).orElseThrow();
    int length = change.sql().length();
    int at = Math.min(Math.max(0, hit.offset()), Math.max(0, length - 1));
    return new Finding(
        rule.name(),
        isSmall(hit) ? Severity.NOTE : severity,
        hit.message(),
        Optional.of(source.location(change.place().file(), at)),
        snippet(source, at, length),
        hit.why(),
        hit.help(),
        inputs(hit.table()),
        hit.rewrite().map(rewrite -> fix(rewrite, change, source)),
        Tokens.normal(change.sql()));
  }

  private static Finding.Fix fix(Rewrite rewrite, Change change, Source source) {
    String sql = change.sql();
    int from = source.place().applyAsInt(0);
    int to = source.place().applyAsInt(sql.length());
    String before = source.script().text().substring(from, Math.max(from, to));
    return new Finding.Fix(
        source.script().position(from),
        source.script().position(to),
        before,
        rewrite.applyTo(sql),
        rewrite.mechanical() && before.equals(sql));
  }

  private static Snippet snippet(Source source, int from, int to) {
    int start = source.place().applyAsInt(from);
    return Snippet.of(
        source.script().text(), new Span(start, Math.max(start, source.place().applyAsInt(to))));
  }

  private boolean isSmall(Hit hit) {
    return hit.table()
        .flatMap(schema::table)
        .filter(table -> table.rows().isPresent() && table.rows().getAsLong() < FEW_ROWS)
        .isPresent();
  }

  private Map<String, String> inputs(Optional<Name> about) {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("postgres", String.valueOf(setting.major()));
    inputs.put("runner", setting.runner().name());
    inputs.put("catalog", catalog.isEmpty() ? moved ? "files before it" : "none" : catalog);
    about.ifPresent(
        name -> {
          inputs.put("table", name.toString());
          Optional<Table> table = schema.table(name);
          inputs.put("born", table.isEmpty() ? "unknown" : table.get().born() ? "now" : "before");
          table
              .filter(each -> each.rows().isPresent())
              .ifPresent(each -> inputs.put("rows", "" + each.rows().getAsLong()));
        });
    return inputs;
  }
}
