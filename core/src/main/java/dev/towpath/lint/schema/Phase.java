package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private static final Set<AlterTableType> TAKING =
      EnumSet.of(
          AlterTableType.AT_DropColumn,
          AlterTableType.AT_AlterColumnType,
          AlterTableType.AT_SetNotNull,
          AlterTableType.AT_AddConstraint,
          AlterTableType.AT_DropIdentity,
          AlterTableType.AT_DetachPartition);

  /// As it is written in JSON.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of one statement, by the schema before it; empty for one that changes nothing.
  public static Optional<Phase> of(Schema schema, Node statement) {
    return switch (statement) {
      case Node.DropStmt drop -> Optional.of(dropped(drop));
      case Node.AlterTableStmt alter -> Optional.of(altered(schema, alter));
      case Node.RenameStmt _ -> Optional.of(CONTRACT);
      case Node.AlterObjectSchemaStmt _ -> Optional.of(CONTRACT);
      case Node.TruncateStmt _ -> Optional.of(CONTRACT);
      case Node.InsertStmt insert -> Optional.of(rows(schema, insert.relation()));
      case Node.UpdateStmt update -> Optional.of(rows(schema, update.relation()));
      case Node.DeleteStmt delete -> Optional.of(rows(schema, delete.relation()));
      case Node.MergeStmt _ -> Optional.of(DATA);
      case Node.CopyStmt copy -> Optional.of(copy.isFrom() ? DATA : EXPAND);
      case Node.TransactionStmt _ -> Optional.empty();
      case Node.VariableSetStmt _ -> Optional.empty();
      case Node.SelectStmt _ -> Optional.empty();
      case Node.DoStmt _ -> Optional.empty(); // what is in it counts
      default -> Optional.of(EXPAND);
    };
  }

  /// A policy or a trigger is most often dropped to be made anew.
  private static Phase dropped(Node.DropStmt drop) {
    return switch (drop.removeType()) {
      case OBJECT_POLICY, OBJECT_TRIGGER, OBJECT_RULE, OBJECT_INDEX -> EXPAND;
      default -> CONTRACT;
    };
  }

  private static Phase rows(Schema schema, Node.@Nullable RangeVar relation) {
    return relation == null || schema.isBorn(Name.of(relation)) ? EXPAND : DATA;
  }

  private static Phase altered(Schema schema, Node.AlterTableStmt alter) {
    if (alter.relation() != null && schema.isBorn(Name.of(alter.relation()))) {
      return EXPAND;
    }
    boolean takes = alter.cmds().stream().anyMatch(each -> takes(each));
    boolean gives = alter.cmds().stream().anyMatch(each -> !takes(each));
    return takes && gives ? MIXED : takes ? CONTRACT : EXPAND;
  }

  private static boolean takes(Node command) {
    return command instanceof Node.AlterTableCmd one && TAKING.contains(one.subtype());
  }
}
