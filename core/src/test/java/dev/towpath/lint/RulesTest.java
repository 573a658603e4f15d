package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.rule.Rules;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Parse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule has a page, and the page's examples hold.
final class RulesTest {
  static Stream<String> names() {
    return Rules.ALL.stream().map(Rule::name);
  }

  @Test
  void namesAreUniqueAndInOrder() {
    assertThat(names()).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void pageHasItsSections(String rule) throws Exception {
    assertThat(RulePage.of(rule).text())
        .startsWith("# " + rule + "\n\n")
        .contains("## Why it hurts\n", "## When it fires\n", "## The safe way\n");
  }

  @ParameterizedTest
  @MethodSource("names")
  void examplesFire(String rule) throws Exception {
    List<RulePage.Example> examples = RulePage.of(rule).fires();
    assertThat(examples).isNotEmpty();
    for (RulePage.Example example : examples) {
      assertThat(found(rule, example)).as(example.sql()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void othersDoNot(String rule) throws Exception {
    List<RulePage.Example> examples = RulePage.of(rule).fine();
    assertThat(examples).isNotEmpty();
    for (RulePage.Example example : examples) {
      assertThat(found(rule, example)).as(example.sql()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void examplesAreSql(String rule) throws Exception {
    RulePage page = RulePage.of(rule);
    List<String> wrong =
        Stream.concat(page.fires().stream(), page.fine().stream())
            .flatMap(example -> Stream.of(example.before(), example.sql()))
            .flatMap(sql -> ParsedScript.of(migration("1.sql", sql), 18).early().stream())
            .filter(parsed -> !(parsed.parse() instanceof Parse.Tree))
            .map(parsed -> parsed.statement().sql())
            .toList();
    assertThat(wrong).isEmpty();
  }

  /// What one rule finds; whatever is wrong with the example itself fails the test.
  private static List<Finding> found(String rule, RulePage.Example example) {
    Change.Setting setting =
        new Change.Setting(
            Integer.parseInt(example.directive("postgres", "18")),
            Runner.named(example.directive("runner", "towpath")).orElseThrow(),
            example.directive("platform", "none"));
    RuleSettings on = new RuleSettings(Map.of(rule, Optional.of(Severity.ERROR)));
    Schema schema = new Schema();
    String served = example.directive("served", "");
    if (!served.isEmpty()) {
      schema.access().serve(List.of(served.split(", ", -1)));
    }
    Guard guard = new Guard(setting, Rules.ALL, on, schema);
    guard.pass(List.of(migration("1_before.sql", example.before())));
    count(schema, example.directive("rows", ""));
    return guard.check(List.of(migration("2_now.sql", example.sql()))).stream()
        .filter(finding -> finding.rule().equals(rule) || finding.rule().equals("syntax-error"))
        .toList();
  }

  /// Takes `cargo 5000000` for what the target would say of a table.
  private static void count(Schema schema, String rows) {
    if (!rows.isEmpty()) {
      String[] words = rows.split(" ", 2);
      Table table = schema.table(new Name("", words[0])).orElseThrow();
      schema.put(table.withRows(Long.parseLong(words[1])));
    }
  }

  private static Migration migration(String file, String sql) {
    boolean transaction = !sql.contains("-- no transaction\n");
    return new Migration(
        file.substring(0, 1),
        file,
        transaction ? Source.whole(file, sql) : Source.whole(file, sql).withoutTransaction(),
        "",
        Optional.empty(),
        Migration.Kind.VERSIONED);
  }
}
