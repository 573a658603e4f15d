package dev.towpath.lint;

import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a script does to those who use the database: it gives them more, takes something from
/// them, or changes rows. Not thread-safe.
public final class Classification {
  private final Set<Phase> seen = EnumSet.noneOf(Phase.class);

  /// The part that a script has in a change of a running system.
  public enum Phase {
    /// Adds: the code that runs now doesn't notice.
    EXPAND,
    /// Takes away or demands more: the code that runs now may break.
    CONTRACT,
    /// Changes rows.
    DATA,
    /// More than one of these.
    MIXED;

    /// As it is written in JSON.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  void add(Change change) {
    if (change.place().routine().isPresent()) {
      return;
    }
    switch (change.node()) {
      case Node.DropStmt drop -> dropped(drop);
      case Node.AlterTableStmt alter -> alter.cmds().forEach(each -> altered(change, each));
      case Node.RenameStmt rename -> seen.add(Phase.CONTRACT);
      case Node.AlterObjectSchemaStmt move -> seen.add(Phase.CONTRACT);
      case Node.TruncateStmt truncate -> seen.add(Phase.CONTRACT);
      case Node.InsertStmt insert -> rows(change);
      case Node.UpdateStmt update -> rows(change);
      case Node.DeleteStmt delete -> rows(change);
      case Node.MergeStmt merge -> seen.add(Phase.DATA);
      case Node.CopyStmt copy -> seen.add(copy.isFrom() ? Phase.DATA : Phase.EXPAND);
      case Node.TransactionStmt control -> {}
      case Node.VariableSetStmt set -> {}
      case Node.SelectStmt select -> {}
      case Node.DoStmt block -> {} // what is in it counts
      default -> seen.add(Phase.EXPAND);
    }
  }

  /// A policy or a trigger is most often dropped to be made anew.
  private void dropped(Node.DropStmt drop) {
    switch (drop.removeType()) {
      case OBJECT_POLICY, OBJECT_TRIGGER, OBJECT_RULE, OBJECT_INDEX -> seen.add(Phase.EXPAND);
      default -> seen.add(Phase.CONTRACT);
    }
  }

  private void rows(Change change) {
    seen.add(change.isInUse(change.table()) ? Phase.DATA : Phase.EXPAND);
  }

  private static final Set<AlterTableType> TAKING =
      EnumSet.of(
          AlterTableType.AT_DropColumn,
          AlterTableType.AT_AlterColumnType,
          AlterTableType.AT_SetNotNull,
          AlterTableType.AT_AddConstraint,
          AlterTableType.AT_DropIdentity,
          AlterTableType.AT_DetachPartition);

  private void altered(Change change, Node command) {
    boolean takes =
        command instanceof Node.AlterTableCmd one
            && TAKING.contains(one.subtype())
            && change.isInUse(change.table());
    seen.add(takes ? Phase.CONTRACT : Phase.EXPAND);
  }

  /// Of all that was added; a script that does nothing expands.
  Phase phase() {
    return switch (seen.size()) {
      case 0 -> Phase.EXPAND;
      case 1 -> seen.iterator().next();
      default -> Phase.MIXED;
    };
  }
}
