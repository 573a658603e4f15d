package dev.towpath.rehearsal.rowsecurity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table as row security and the making of rows see it.
///
/// @param name with its schema, quoted where SQL needs it
/// @param columns in their order, without those that the server computes
/// @param keys the foreign keys
/// @param checks the constraints that a value must meet
/// @param policies empty where there are none
record GuardedTable(
    long oid,
    String schema,
    String plain,
    String name,
    boolean guarded,
    List<Column> columns,
    List<ForeignKey> keys,
    List<Check> checks,
    List<Policy> policies) {

  /// A column that an INSERT may name.
  ///
  /// @param type as SQL has it, with its modifier
  /// @param base the name of its type, or of the one below a domain or array
  /// @param category as `pg_type` has it
  /// @param labels of an enum
  /// @param unique whether it is part of a unique index
  record Column(
      String name,
      String type,
      String base,
      char category,
      boolean required,
      boolean unique,
      List<String> labels) {}

  record ForeignKey(List<String> columns, long table, List<String> referenced) {}

  record Check(String name, List<String> columns, String definition) {}

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

  /// Whether it holds the users of a platform.
  boolean isUsers() {
    return schema.equals("auth") && plain.equals("users");
  }

  Optional<ForeignKey> key(String column) {
    return keys.stream().filter(each -> each.columns().contains(column)).findFirst();
  }
}
