package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which statements stop at least the writes to a table that others may be using.
public final class StrongLocks {
  /// What takes SHARE UPDATE EXCLUSIVE on the table, which stops no one.
  private static final Set<AlterTableType> WEAK =
      EnumSet.of(
          AlterTableType.AT_ValidateConstraint,
          AlterTableType.AT_SetStatistics,
          AlterTableType.AT_SetRelOptions,
          AlterTableType.AT_ResetRelOptions,
          AlterTableType.AT_ClusterOn,
          AlterTableType.AT_DropCluster,
          AlterTableType.AT_AttachPartition,
          AlterTableType.AT_DetachPartitionFinalize);

  private StrongLocks() {}

  /// The first such table of a statement.
  public static Optional<Name> table(Change change, Node statement) {
    return relations(change.schema(), statement)
        .map(change.schema()::qualified)
        .filter(change::isInUse)
        .filter(table -> change.known(table).filter(StrongLocks::isView).isEmpty())
        .findFirst();
  }

  private static boolean isView(Table table) {
    return table.sort() == Table.Sort.VIEW || table.sort() == Table.Sort.FOREIGN;
  }

  private static Stream<Name> relations(Schema schema, Node statement) {
    return switch (statement) {
      case Node.AlterTableStmt alter when isStrong(alter) -> of(alter.relation());
      case Node.IndexStmt index when !index.concurrent() -> of(index.relation());
      case Node.RenameStmt rename when rename.renameType() != ObjectType.OBJECT_INDEX ->
          of(rename.relation());
      case Node.CreateTrigStmt trigger -> of(trigger.relation());
      case Node.CreatePolicyStmt policy -> of(policy.table());
      case Node.AlterPolicyStmt policy -> of(policy.table());
      case Node.ClusterStmt cluster -> of(cluster.relation());
      case Node.TruncateStmt truncate -> all(truncate.relations());
      case Node.LockStmt lock when LockMode.ofNumber(lock.mode()).blocksWrites() ->
          all(lock.relations());
      case Node.CreateStmt create -> created(create);
      case Node.DropStmt drop when !drop.concurrent() -> dropped(schema, drop);
      default -> Stream.empty();
    };
  }

  public static boolean isStrong(Node.AlterTableStmt alter) {
    return alter.objtype() == ObjectType.OBJECT_TABLE
        && alter.cmds().stream()
            .anyMatch(
                each ->
                    each instanceof Node.AlterTableCmd command
                        && !WEAK.contains(command.subtype())
                        && !isConcurrent(command));
  }

  private static boolean isConcurrent(Node.AlterTableCmd command) {
    return command.def() instanceof Node.PartitionCmd partition && partition.concurrent();
  }

  /// The parents of a partition, and the tables that foreign keys point to.
  private static Stream<Name> created(Node.CreateStmt create) {
    Stream<Name> parents = create.partbound() == null ? Stream.empty() : all(create.inhRelations());
    Stream<Name> referenced =
        Stream.concat(create.tableElts().stream(), create.constraints().stream())
            .flatMap(
                element ->
                    element instanceof Node.ColumnDef column
                        ? column.constraints().stream()
                        : Stream.of(element))
            .filter(Node.Constraint.class::isInstance)
            .flatMap(constraint -> of(((Node.Constraint) constraint).pktable()));
    return Stream.concat(parents, referenced);
  }

  private static Stream<Name> dropped(Schema schema, Node.DropStmt drop) {
    Stream<Name> names = drop.objects().stream().map(Name::ofObject);
    return switch (drop.removeType()) {
      case OBJECT_TABLE, OBJECT_MATVIEW -> names;
      case OBJECT_INDEX ->
          names.flatMap(name -> schema.index(name).stream()).map(found -> found.table().name());
      case OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE ->
          drop.objects().stream().flatMap(StrongLocks::owner);
      default -> Stream.empty();
    };
  }

  /// The parts are the table's name and then the trigger's.
  private static Stream<Name> owner(Node object) {
    return object instanceof Node.List list && list.items().size() > 1
        ? Stream.of(Name.of(list.items().subList(0, list.items().size() - 1)))
        : Stream.empty();
  }

  private static Stream<Name> of(Node.@Nullable RangeVar relation) {
    return relation == null ? Stream.empty() : Stream.of(Name.of(relation));
  }

  private static Stream<Name> all(List<Node> relations) {
    return relations.stream()
        .filter(Node.RangeVar.class::isInstance)
        .map(each -> Name.of((Node.RangeVar) each));
  }
}
