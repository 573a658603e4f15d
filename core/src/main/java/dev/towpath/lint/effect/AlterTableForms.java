package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What ALTER TABLE does, command by command; and ALTER INDEX, ALTER VIEW and ALTER TYPE, which
/// have the same tree.
final class AlterTableForms {
  private static final Set<String> GENTLE_OPTIONS =
      Set.of("fillfactor", "parallel_workers", "toast_tuple_target");

  private final Known known;
  private final Node.AlterTableStmt alter;
  private final Name table;

  private AlterTableForms(Known known, Node.AlterTableStmt alter) {
    this.known = known;
    this.alter = alter;
    this.table = known.name(alter.relation());
  }

  static List<Part> of(Known known, Node.AlterTableStmt alter) {
    AlterTableForms forms = new AlterTableForms(known, alter);
    List<Part> parts = new ArrayList<>();
    for (Node each : alter.cmds()) {
      if (each instanceof Node.AlterTableCmd command) {
        parts.addAll(forms.of(command));
      }
    }
    return parts;
  }

  private List<Part> of(Node.AlterTableCmd command) {
    return switch (alter.objtype()) {
      case OBJECT_INDEX -> List.of(ofIndex(command));
      case OBJECT_TYPE -> List.of(ofType(command));
      case OBJECT_VIEW -> List.of(ofView(command));
      case OBJECT_TABLE ->
          known.is(table, Table.Sort.VIEW) ? List.of(ofView(command)) : ofTable(command);
      default -> List.of(new Unknown("such an ALTER isn't in the lock table"));
    };
  }

  private Part ofIndex(Node.AlterTableCmd command) {
    Name index = alter.relation() == null ? table : Name.of(alter.relation());
    return switch (command.subtype()) {
      case AT_SetRelOptions, AT_ResetRelOptions ->
          IndexForms.onIndex(known, index, "set-index-parameter");
      case AT_SetTableSpace -> IndexForms.onIndex(known, index, "set-tablespace-index");
      case AT_AttachPartition ->
          command.def() instanceof Node.PartitionCmd partition
              ? IndexForms.attach(known, index, partition)
              : new Unknown("the statement names no partition");
      default -> new Unknown("such an ALTER INDEX isn't in the lock table");
    };
  }

  private Part ofType(Node.AlterTableCmd command) {
    return command.subtype() == AlterTableType.AT_AddColumn
        ? Form.of("alter-composite-add-attribute", Role.TYPE, table)
        : new Unknown("such an ALTER TYPE isn't in the lock table");
  }

  private Part ofView(Node.AlterTableCmd command) {
    return switch (command.subtype()) {
      case AT_SetRelOptions, AT_ResetRelOptions -> Form.of("alter-view-set", Role.VIEW, table);
      default -> new Unknown("such an ALTER VIEW isn't in the lock table");
    };
  }

  private List<Part> ofTable(Node.AlterTableCmd command) {
    if (known.isPartitioned(table)) {
      return List.of(PartitionForms.of(known, table, command));
    }
    return switch (command.subtype()) {
      case AT_AddColumn -> AddedColumnForms.of(known, table, command);
      case AT_DropColumn -> ColumnForms.drop(known, table, command);
      case AT_AlterColumnType -> List.of(ColumnForms.type(known, table, command));
      case AT_SetNotNull -> List.of(ColumnForms.setNotNull(known, table, alter, command.name()));
      case AT_AddConstraint ->
          List.of(
              command.def() instanceof Node.Constraint constraint
                  ? ConstraintForms.add(known, table, constraint)
                  : new Unknown("the statement names no constraint"));
      case AT_ValidateConstraint -> List.of(ConstraintForms.validate(known, table, command.name()));
      case AT_DropConstraint -> List.of(ConstraintForms.drop(known, table, command));
      case AT_AttachPartition, AT_DetachPartition ->
          List.of(PartitionForms.of(known, table, command));
      case AT_SetExpression -> List.of(ColumnForms.setExpression(known, table));
      default -> List.of(plain(command));
    };
  }

  /// Those whose effect depends on nothing but the table.
  private Part plain(Node.AlterTableCmd command) {
    String form =
        switch (command.subtype()) {
          case AT_ColumnDefault -> command.def() == null ? "drop-default" : "set-default";
          case AT_DropNotNull -> "drop-not-null";
          case AT_AddIdentity -> "add-identity";
          case AT_SetIdentity -> "set-identity";
          case AT_DropIdentity -> "drop-identity";
          case AT_DropExpression -> "drop-expression";
          case AT_SetStatistics -> "set-statistics";
          case AT_SetOptions, AT_ResetOptions -> "set-column-option";
          case AT_SetStorage -> "set-storage";
          case AT_SetCompression -> "set-compression";
          case AT_AlterConstraint -> "alter-constraint";
          case AT_ChangeOwner -> "owner-to";
          case AT_ClusterOn -> "cluster-on";
          case AT_DropCluster -> "set-without-cluster";
          case AT_SetLogged -> "set-logged";
          case AT_SetUnLogged -> "set-unlogged";
          case AT_SetAccessMethod -> "set-access-method";
          case AT_SetTableSpace -> "set-tablespace";
          case AT_SetRelOptions, AT_ResetRelOptions -> options(command);
          case AT_ReplicaIdentity -> "replica-identity";
          default -> switches(command.subtype());
        };
    return form.isEmpty()
        ? new Unknown("such an ALTER TABLE isn't in the lock table")
        : Form.of(form, Role.TABLE, table);
  }

  private static String switches(AlterTableType type) {
    return switch (type) {
      case AT_EnableTrig, AT_EnableAlwaysTrig, AT_EnableReplicaTrig -> "enable-trigger";
      case AT_EnableTrigAll, AT_EnableTrigUser -> "enable-trigger";
      case AT_DisableTrig -> "disable-trigger";
      case AT_DisableTrigAll, AT_DisableTrigUser -> "disable-trigger-all";
      case AT_EnableRowSecurity -> "enable-rls";
      case AT_DisableRowSecurity -> "disable-rls";
      case AT_ForceRowSecurity, AT_NoForceRowSecurity -> "force-rls";
      default -> "";
    };
  }

  private static String options(Node.AlterTableCmd command) {
    List<String> names =
        command.def() == null
            ? List.of()
            : Nodes.find(command.def(), Node.DefElem.class).stream()
                .map(Node.DefElem::defname)
                .toList();
    if (!names.isEmpty() && names.stream().allMatch(name -> name.startsWith("autovacuum_"))) {
      return "set-autovacuum";
    }
    return names.stream()
            .allMatch(name -> name.startsWith("autovacuum_") || GENTLE_OPTIONS.contains(name))
        ? "set-storage-parameter"
        : "";
  }
}
