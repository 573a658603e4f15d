package dev.towpath.lint.rule.session;

import dev.towpath.lint.Rule;
import java.util.List;

/// Switches of the session or the server that other statements depend on.
public final class SessionRules {
  public static final List<Rule> ALL =
      List.of(
          new AlterSystem(),
          new DisableTrigger(),
          new NotRepeatable(),
          new SessionReplicationRole(),
          new UnqualifiedName());

  private SessionRules() {}
}
