package dev.towpath.lint;

import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reads scripts in their order and says what the rules find. Not thread-safe: one for a check.
public final class Guard {
  private final Change.Setting setting;
  private final Verdicts verdicts;
  private final Schema schema;
  private final Deploy deploy;
  private final List<Review> reviews = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();

  /// @param schema as it stands before the first script; the guard moves it on
  public Guard(Change.Setting setting, List<Rule> rules, RuleSettings settings, Schema schema) {
    this(setting, rules, settings, schema, "");
  }

  /// @param catalog where the schema comes from, for the findings: `target staging`; empty for what
  ///     the scripts before say
  public Guard(
      Change.Setting setting,
      List<Rule> rules,
      RuleSettings settings,
      Schema schema,
      String catalog) {
    this.setting = setting;
    this.schema = schema;
    this.verdicts = new Verdicts(setting, rules, settings, schema, catalog);
    this.deploy = new Deploy(schema);
  }

  /// Takes scripts as having run long ago: the rules say nothing of them.
  public void pass(List<Migration> migrations) {
    walk(migrations, migration -> false, false);
  }

  /// Checks scripts that go to production together: what one of them makes is new to the next.
  public List<Finding> check(List<Migration> migrations) {
    walk(migrations, migration -> true, false);
    return findings();
  }

  /// Checks some of the scripts, and takes the others as having run long ago.
  ///
  /// @param each whether each script was a deploy of its own
  public void walk(List<Migration> migrations, Predicate<Migration> wanted, boolean each) {
    Pipeline.each(
        migrations,
        setting.major(),
        script -> {
          boolean wants = wanted.test(script.migration());
          schema.deploying(wants);
          schema.script().begin();
          Review review = new Review(script, schema, setting, verdicts, deploy);
          review.run(script, wants);
          verdicts.moved();
          reviews.add(review);
          if (each) {
            conclude();
            schema.settle();
          }
        });
    schema.deploying(true);
    conclude();
  }

  /// The deploy is done: what holds now was meant to be so.
  private void conclude() {
    reviews.stream().map(Review::conclude).forEach(checked::add);
    reviews.clear();
    deploy.end();
  }

  /// What was found, script by script in their order.
  public List<Checked> checked() {
    return List.copyOf(checked);
  }

  /// All that was found, in the order of the scripts and in each of them from its start.
  public List<Finding> findings() {
    return checked.stream().flatMap(each -> each.findings().stream()).toList();
  }
}
