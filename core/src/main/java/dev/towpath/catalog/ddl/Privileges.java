package dev.towpath.catalog.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The privileges that one role has on one object, as the catalog lists them.
///
/// @param plain without the right to grant them further
/// @param again with that right
record Privileges(Set<String> plain, Set<String> again) {
  private static final String AGAIN = " with grant option";

  static Privileges of(String list) {
    Set<String> plain = new TreeSet<>();
    Set<String> again = new TreeSet<>();
    for (String privilege : Sql.items(list)) {
      if (privilege.endsWith(AGAIN)) {
        again.add(privilege.substring(0, privilege.length() - AGAIN.length()));
      } else {
        plain.add(privilege);
      }
    }
    return new Privileges(plain, again);
  }

  /// Whether all of another list is in this one, so that nothing of that needs to be revoked.
  boolean holds(Privileges other) {
    Set<String> all = new TreeSet<>(plain);
    all.addAll(again);
    if (all.equals(Set.of("ALL"))) {
      return other.again.isEmpty() || again.contains("ALL");
    }
    return all.containsAll(other.plain) && again.containsAll(other.again);
  }

  /// What one more GRANT gives that the other list lacks.
  Privileges without(Privileges other) {
    Set<String> newPlain = new TreeSet<>(plain);
    newPlain.removeAll(other.plain);
    newPlain.removeAll(other.again);
    Set<String> newAgain = new TreeSet<>(again);
    newAgain.removeAll(other.again);
    return new Privileges(newPlain, newAgain);
  }

  /// `grant SELECT, INSERT on ...` statements, one for each side of the right to grant further.
  ///
  /// @param column the column in parentheses behind each privilege; empty for the whole object
  /// @param on what follows the privileges
  List<String> grants(String column, String on) {
    List<String> statements = new ArrayList<>();
    if (!plain.isEmpty()) {
      statements.add("grant " + list(plain, column) + on);
    }
    if (!again.isEmpty()) {
      statements.add("grant " + list(again, column) + on + AGAIN);
    }
    return statements;
  }

  String revoke(String column, String from) {
    Set<String> all = new TreeSet<>(plain);
    all.addAll(again);
    return "revoke " + list(all, column) + from;
  }

  private static String list(Set<String> privileges, String column) {
    return privileges.stream()
        .map(
            privilege ->
                (privilege.equals("ALL") ? "all" : privilege.toLowerCase(Locale.ROOT)) + column)
        .collect(Collectors.joining(", "));
  }
}
