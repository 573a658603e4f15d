package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.TimeLimit;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// A script waits for a lock without limit, and everybody behind it.
final class LockTimeout implements Rule {
  @Override
  public String name() {
    return "lock-timeout";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  /// Only the first such statement of a script is told of: one SET is enough.
  @Override
  public List<Hit> check(Change change) {
    return change.setting().runner().lockTimeout().isPresent()
        ? List.of()
        : TimeLimit.lacking(change, LockTimeoutTooLong.SETTING, LockTimeoutTooLong::millis)
            .map(table -> hit(change, table))
            .stream()
            .toList();
  }

  private static Hit hit(Change change, Name table) {
    return Hit.of("This waits for its lock on %s without limit.".formatted(table))
        .because(
            "While it waits behind a long query or an open transaction, all later writes of the"
                + " table, and most often reads too, wait behind it. %s sets no lock_timeout."
                    .formatted(change.setting().runner().name()))
        .help("Set a lock_timeout of a few seconds first; if it runs out, try again later.")
        .rewrite(Rewrite.insert(0, "SET lock_timeout = '2s';\n"));
  }
}
