package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.Column;
import dev.towpath.rehearsal.rows.TableShape;
import dev.towpath.rehearsal.rows.Values;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table as row security sees it. All names of columns are as SQL writes them.
///
/// @param shape what its rows depend on
/// @param policies empty where there are none
record GuardedTable(String schema, boolean guarded, TableShape shape, List<Policy> policies) {

  /// @param command `*`, or the letter of `pg_policy`
  /// @param roles `public` among them for everybody
  record Policy(
      String name,
      char command,
      boolean permissive,
      Set<String> roles,
      Optional<String> using,
      Optional<String> check) {
    boolean appliesTo(Command wanted) {
      return command == '*' || command == wanted.letter();
    }

    /// Whether it lets every row pass.
    boolean isOpen() {
      return permissive && using.filter("true"::equals).isPresent();
    }
  }

  long oid() {
    return shape.oid();
  }

  /// The name alone, as the catalog has it.
  String plain() {
    return shape.bare();
  }

  /// With its schema, quoted where SQL needs it.
  String name() {
    return shape.name();
  }

  /// In their order, without those that the server computes.
  List<Column> columns() {
    return shape.columns().stream().filter(each -> !each.automatic()).toList();
  }

  /// Values that a column might take, as SQL that needs nothing around it, the likeliest first: of
  /// arrays the empty one, which sets the least in motion.
  ///
  /// @param salt makes the values of one row differ from another's
  List<String> values(Column column, long salt) {
    return Values.of(shape, column).stream()
        .sorted(Comparator.comparing(each -> column.isArray() && !each.startsWith("('{}')")))
        .map(each -> "(select " + each + " from (select " + salt + "::bigint) as n (g))")
        .toList();
  }

  /// Whether it is part of a unique key.
  boolean isUnique(Column column) {
    return shape.unique().stream().anyMatch(key -> key.contains(column.name()));
  }

  /// Whether it holds the users of a platform.
  boolean isUsers() {
    return schema.equals("auth") && plain().equals("users");
  }

  Optional<TableShape.Reference> key(String column) {
    return shape.references().stream().filter(each -> each.columns().contains(column)).findFirst();
  }
}
