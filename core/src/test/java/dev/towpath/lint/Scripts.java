package dev.towpath.lint;

import dev.towpath.lint.rule.Rules;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scripts for tests of the guard, and what is found in them.
final class Scripts {
  static final Change.Setting SETTING = new Change.Setting(18, Runner.TOWPATH, "none");

  private Scripts() {}

  static Migration of(String file, String sql) {
    return new Migration(
        file, file, Source.whole(file, sql), "", Optional.empty(), Migration.Kind.VERSIONED);
  }

  static Guard guard(Rule... more) {
    List<Rule> rules = new ArrayList<>(Rules.ALL);
    rules.addAll(List.of(more));
    return new Guard(SETTING, rules, new RuleSettings(Map.of()), new Schema());
  }

  /// `rule severity line:column` of what is found in one script behind another.
  static List<String> found(String before, String sql) {
    Guard guard = guard();
    guard.pass(List.of(of("1.sql", before)));
    return guard.check(List.of(of("2.sql", sql))).stream().map(Scripts::told).toList();
  }

  static String told(Finding finding) {
    return "%s %s %s"
        .formatted(
            finding.rule(),
            finding.severity().name().charAt(0),
            finding.where().map(where -> where.position().toString()).orElse(""));
  }
}
