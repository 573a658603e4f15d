package dev.towpath.lint.rule.session;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.SetValue;
import dev.towpath.lint.rule.kind.SettingRule;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Locale;

/// session_replication_role = replica turns foreign keys and triggers off for the session.
final class SessionReplicationRole implements SettingRule {
  @Override
  public String name() {
    return "session-replication-role";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return SetValue.of(change.node(), "session_replication_role")
        .filter(value -> value.toLowerCase(Locale.ROOT).equals("replica"))
        .map(value -> hit())
        .stream()
        .toList();
  }

  private static Hit hit() {
    return Hit.of("This turns off foreign keys and triggers for the rest of the session.")
        .because(
            "Rows written from here on are not checked against foreign keys, nor are they later:"
                + " the keys say that they hold, and they don't. Audit and sync triggers miss the"
                + " rows too.")
        .help(
            "Write parents before children, or make the keys DEFERRABLE and check them at the end."
                + " Where it must be, use SET LOCAL and look for orphans before the commit.");
  }
}
