package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// What ALTER TABLE does to a partitioned table.
final class PartitionForms {
  private final Known known;
  private final Name parent;

  private PartitionForms(Known known, Name parent) {
    this.known = known;
    this.parent = parent;
  }

  static Part of(Known known, Name parent, Node.AlterTableCmd command) {
    PartitionForms forms = new PartitionForms(known, parent);
    return switch (command.subtype()) {
      case AT_AttachPartition ->
          command.def() instanceof Node.PartitionCmd partition
              ? forms.attach(known.name(partition.name()), partition)
              : forms.unknown();
      case AT_DetachPartition ->
          command.def() instanceof Node.PartitionCmd partition
              ? forms.detach(known.name(partition.name()), partition.concurrent())
              : forms.unknown();
      case AT_AddColumn ->
          command.def() instanceof Node.ColumnDef column && column.constraints().isEmpty()
              ? forms.all("add-column-parent")
              : forms.unknown();
      case AT_AddConstraint ->
          command.def() instanceof Node.Constraint constraint
              ? forms.add(constraint)
              : forms.unknown();
      default -> forms.unknown();
    };
  }

  private Part unknown() {
    return new Unknown(
        "the lock table doesn't have this command on a partitioned table such as " + parent);
  }

  private Form all(String form) {
    return Form.of(form, Role.PARENT, parent).with(Role.PARTITION, known.partitions(parent));
  }

  private Part add(Node.Constraint constraint) {
    return constraint.contype() == ConstrType.CONSTR_FOREIGN && constraint.skipValidation()
        ? all("add-foreign-key-parent")
            .with(Role.REFERENCED, List.of(known.name(constraint.pktable())))
        : unknown();
  }

  private Part attach(Name child, Node.PartitionCmd partition) {
    if (partition.bound() != null && partition.bound().isDefault()) {
      return unknown();
    }
    Optional<Name> rest = known.defaultPartition(parent);
    boolean checked = hasCheck(child) || rest.filter(this::hasCheck).isPresent();
    String plain = rest.isEmpty() ? "attach-partition" : "attach-partition-with-default";
    if (!checked) {
      return attached(plain, child, rest);
    }
    return rest.isEmpty() && lacksIndex(child)
        ? attached("attach-partition-without-index", child, rest)
        : Part.oneOf(
            "whether a CHECK proves that the rows fit isn't known",
            attached(plain, child, rest),
            attached(plain + "-proven", child, rest));
  }

  private Form attached(String form, Name child, Optional<Name> rest) {
    return Form.of(form, Role.PARENT, parent)
        .with(Role.PARTITION, List.of(child))
        .with(Role.DEFAULT_PARTITION, rest.stream().toList());
  }

  private boolean hasCheck(Name name) {
    return !known.isComplete(name)
        || !known.constraints(name, TableConstraint.Type.CHECK).isEmpty();
  }

  /// Whether the parent has an index that the child has no match for, so that it is built.
  private boolean lacksIndex(Name child) {
    List<List<String>> wanted =
        known.table(parent).stream()
            .flatMap(table -> table.indexes().stream())
            .map(index -> index.columns())
            .toList();
    Optional<Table> table = known.table(child).filter(Table::complete);
    return table.isPresent()
        && wanted.stream().anyMatch(columns -> !table.get().hasIndexOn(columns));
  }

  private Part detach(Name child, boolean concurrently) {
    Optional<Name> rest = known.defaultPartition(parent);
    String form =
        "detach-partition"
            + (concurrently ? "-concurrently" : "")
            + (rest.isEmpty() ? "" : "-with-default");
    return attached(form, child, rest);
  }
}
