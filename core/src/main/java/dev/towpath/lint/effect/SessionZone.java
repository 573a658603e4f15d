package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.sql.syntax.Node;
import java.util.Locale;
import java.util.Set;

/// The time zone that a transaction sets for itself.
final class SessionZone {
  private static final Set<String> UTC = Set.of("utc", "gmt", "etc/utc", "zulu", "etc/gmt");

  private SessionZone() {}

  /// Whether the last statement before it in its transaction that sets the zone sets it to UTC.
  static boolean isUtc(Change change) {
    return change.transaction().earlier().stream()
        .map(Change::node)
        .filter(Node.VariableSetStmt.class::isInstance)
        .map(Node.VariableSetStmt.class::cast)
        .filter(set -> set.name().equalsIgnoreCase("timezone"))
        .reduce((first, last) -> last)
        .filter(SessionZone::isUtc)
        .isPresent();
  }

  private static boolean isUtc(Node.VariableSetStmt set) {
    return set.args().size() == 1
        && set.args().getFirst() instanceof Node.A_Const value
        && value.sval() != null
        && UTC.contains(value.sval().sval().toLowerCase(Locale.ROOT));
  }
}
