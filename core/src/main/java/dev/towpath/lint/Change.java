package dev.towpath.lint;

import dev.towpath.lint.locks.LockTable;
import dev.towpath.lint.locks.Observed;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One statement as it will run: its tree, its transaction, and the schema as it stands before it.
///
/// @param place where it stands
/// @param sql its text
/// @param node its syntax tree; offsets in it count in `sql`
/// @param transaction the one that it runs in, with the statements before it there
/// @param schema as it stands before the statement; moves on behind it, so keep nothing of it
/// @param setting what holds for the whole check
public record Change(
    Place place, String sql, Node node, Transaction transaction, Schema schema, Setting setting) {

  /// What holds for a whole check.
  ///
  /// @param major the PostgreSQL major that the scripts are for
  /// @param runner how the scripts are run
  /// @param platform whose roles and schemas are exposed: `none` or `supabase`
  public record Setting(int major, Runner runner, String platform) {}

  /// Where a statement stands.
  ///
  /// @param file relative to the project
  /// @param offset of the statement in the file's text
  /// @param routine the function or procedure whose body it is in: it runs when that is called
  /// @param inBlock whether it is in the body of a DO block, and so runs in the block's transaction
  public record Place(String file, int offset, Optional<String> routine, boolean inBlock) {}

  public int major() {
    return setting.major();
  }

  /// The commands of an ALTER TABLE of some kinds, in order; none of any other statement.
  public List<Node.AlterTableCmd> commands(AlterTableType... types) {
    List<AlterTableType> wanted = Arrays.asList(types);
    if (!(node instanceof Node.AlterTableStmt alter)) {
      return List.of();
    }
    return alter.cmds().stream()
        .filter(Node.AlterTableCmd.class::isInstance)
        .map(Node.AlterTableCmd.class::cast)
        .filter(command -> wanted.contains(command.subtype()))
        .toList();
  }

  /// The table that the statement alters or builds an index on, with its schema; an empty name for
  /// other statements.
  public Name table() {
    Node.RangeVar relation =
        switch (node) {
          case Node.AlterTableStmt alter -> alter.relation();
          case Node.IndexStmt index -> index.relation();
          case Node.CreateTrigStmt trigger -> trigger.relation();
          case Node.CreatePolicyStmt policy -> policy.table();
          case Node.RenameStmt rename -> rename.relation();
          case Node.UpdateStmt update -> update.relation();
          case Node.DeleteStmt delete -> delete.relation();
          case Node.InsertStmt insert -> insert.relation();
          default -> null;
        };
    return relation == null ? new Name("", "") : schema.qualified(Name.of(relation));
  }

  /// Whether others may be using a table now: it was there before this deploy, or nothing is known
  /// of it. Where it is false, locks and scans hurt no one.
  public boolean isInUse(Name table) {
    return !schema.isBorn(table);
  }

  /// What is known of a table.
  public Optional<Table> known(Name table) {
    return schema.table(table);
  }

  /// What a form of the lock table costs on this major version, in a sentence or two: locks, what
  /// they block, what is read or written anew, about how many rows. Empty where the form locks
  /// nothing that matters, or the version doesn't have it.
  ///
  /// @param form as in `lock-forms.sql`
  /// @param table what the form works on; in a form that works on no table of its own, what it
  ///     locks first, such as the referenced table
  public String cost(String form, Name table) {
    return observed(form).map(seen -> Cost.of(this, seen, table)).orElse("");
  }

  /// The same for what has no single name: `every table of the database`.
  ///
  /// @param words what to call the objects of each role; of other roles nothing is said
  public String cost(String form, Map<Role, String> words) {
    return observed(form).map(seen -> Cost.of(this, seen, words)).orElse("");
  }

  private Optional<Observed> observed(String form) {
    LockTable locks = LockTable.shipped();
    if (!locks.forms().contains(form)) {
      throw new IllegalArgumentException("No form " + form);
    }
    return locks.near(form, major());
  }
}
