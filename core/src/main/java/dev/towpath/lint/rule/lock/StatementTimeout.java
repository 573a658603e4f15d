package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.TimeLimit;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// A script works under a strong lock without a limit of time.
final class StatementTimeout implements Rule {
  private static final String SETTING = "statement_timeout";

  @Override
  public String name() {
    return "statement-timeout";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    return TimeLimit.lacking(change, SETTING, LockTimeoutTooLong::millis).stream()
        .map(StatementTimeout::hit)
        .toList();
  }

  private static Hit hit(Name table) {
    return Hit.of("This may hold its lock on %s for as long as it takes.".formatted(table))
        .because(
            "A lock_timeout ends the wait for a lock, not the work under it: until the statement is"
                + " through, others wait.")
        .help("Set a statement_timeout first, of what the application can bear.")
        .rewrite(Rewrite.insert(0, "SET statement_timeout = '30s';\n"));
  }
}
