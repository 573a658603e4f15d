package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Takes a statement apart into forms of the lock table. What triggers and called functions do is
/// no part of it. What the schema doesn't say isn't guessed.
public final class Forms {
  private static final int ACCESS_EXCLUSIVE = 8;

  private final Known known;

  private Forms(Change change) {
    this.known = new Known(change);
  }

  /// The parts of a statement, in its own order; none if it touches nothing that was there before.
  public static List<Part> of(Change change) {
    return new Forms(change).parts(change.node());
  }

  private List<Part> parts(Node statement) {
    return switch (statement) {
      case Node.AlterTableStmt alter -> AlterTableForms.of(known, alter);
      case Node.CreateStmt create -> NewTableForms.of(known, create);
      case Node.IndexStmt index -> List.of(IndexForms.of(known, index));
      case Node.ReindexStmt reindex -> List.of(IndexForms.of(known, reindex));
      case Node.DropStmt drop -> DropForms.of(known, drop);
      case Node.RenameStmt rename -> List.of(RenameForms.of(known, rename));
      case Node.AlterObjectSchemaStmt move -> List.of(RenameForms.of(known, move));
      case Node.TruncateStmt truncate -> truncate(truncate);
      case Node.LockStmt lock -> lock(lock);
      case Node.CommentStmt comment -> List.of(comment(comment));
      case Node.GrantStmt grant -> grant(grant);
      case Node.VacuumStmt vacuum -> vacuum(vacuum);
      case Node.ClusterStmt cluster when cluster.relation() != null ->
          List.of(Form.of("cluster", Role.TABLE, known.name(cluster.relation())));
      case Node.ViewStmt view -> List.of(ViewForms.of(known, view));
      case Node.CreateTableAsStmt create -> List.of(ViewForms.of(known, create));
      case Node.RefreshMatViewStmt refresh -> List.of(ViewForms.of(known, refresh));
      case Node.SelectStmt select -> List.of(RowForms.of(known, select));
      case Node.InsertStmt insert -> List.of(RowForms.of(known, insert));
      case Node.UpdateStmt update -> List.of(RowForms.of(known, update));
      case Node.DeleteStmt delete -> List.of(RowForms.of(known, delete));
      default -> others(statement);
    };
  }

  private List<Part> others(Node statement) {
    return switch (statement) {
      case Node.CreateTrigStmt trigger -> List.of(TriggerForms.of(known, trigger));
      case Node.RuleStmt rule ->
          List.of(Form.of("create-rule", Role.TABLE, known.name(rule.relation())));
      case Node.CreatePolicyStmt policy -> List.of(TriggerForms.of(known, policy));
      case Node.AlterPolicyStmt policy ->
          List.of(Form.of("alter-policy", Role.TABLE, known.name(policy.table())));
      case Node.CreateStatsStmt statistics -> statistics(statistics);
      case Node.TransactionStmt _, Node.VariableSetStmt _, Node.VariableShowStmt _ -> List.of();
      case Node.NotifyStmt _, Node.CreateRoleStmt _, Node.AlterRoleStmt _ -> List.of();
      case Node.GrantRoleStmt _, Node.ConstraintsSetStmt _ -> List.of();
      case Node.AlterTableMoveAllStmt _ ->
          List.of(new Unknown("what lies in a tablespace isn't known"));
      case Node.DoStmt _ ->
          List.of(new Unknown("a DO block does what its statements do when it runs"));
      default -> List.of(ObjectForms.of(known, statement));
    };
  }

  /// One form for each of a list of relations.
  private List<Part> each(List<Node> relations, Function<Name, Part> part) {
    List<Part> parts = new ArrayList<>();
    for (Node each : relations) {
      if (each instanceof Node.RangeVar relation) {
        parts.add(part.apply(known.name(relation)));
      }
    }
    return parts;
  }

  private List<Part> truncate(Node.TruncateStmt truncate) {
    return each(
        truncate.relations(),
        table -> {
          if (known.isPartitioned(table)) {
            return Form.of("truncate-parent", Role.PARENT, table)
                .with(Role.PARTITION, known.partitions(table));
          }
          List<Name> referencing = referencingAll(table);
          return truncate.behavior() == DropBehavior.DROP_CASCADE && !referencing.isEmpty()
              ? Form.of("truncate-cascade", Role.TABLE, table).with(Role.REFERENCING, referencing)
              : Form.of("truncate", Role.TABLE, table);
        });
  }

  /// Those that reference a table, those that reference them, and so on.
  private List<Name> referencingAll(Name table) {
    List<Name> all = new ArrayList<>(List.of(table));
    for (int next = 0; next < all.size(); next++) {
      known.referencing(all.get(next)).stream()
          .filter(each -> !all.contains(each))
          .forEach(all::add);
    }
    return all.subList(1, all.size());
  }

  private List<Part> lock(Node.LockStmt lock) {
    return lock.mode() == ACCESS_EXCLUSIVE
        ? each(lock.relations(), table -> Form.of("lock-table", Role.TABLE, table))
        : List.of(new Unknown("the lock table has LOCK TABLE in the strongest mode alone"));
  }

  private Part comment(Node.CommentStmt comment) {
    Node object = comment.object();
    if (object instanceof Node.List list && comment.objtype() == ObjectType.OBJECT_TABLE) {
      return Form.of("comment", Role.TABLE, known.name(Name.of(list.items())));
    }
    if (object instanceof Node.List list && comment.objtype() == ObjectType.OBJECT_COLUMN) {
      List<Node> table = list.items().subList(0, Math.max(0, list.items().size() - 1));
      return Form.of("comment-column", Role.TABLE, known.name(Name.of(table)));
    }
    return new Unknown("a comment on such an object isn't in the lock table");
  }

  private List<Part> grant(Node.GrantStmt grant) {
    if (grant.objtype() != ObjectType.OBJECT_TABLE) {
      return List.of(new Unknown("rights on such an object aren't in the lock table"));
    }
    return switch (grant.targtype()) {
      case ACL_TARGET_OBJECT ->
          each(
              grant.objects(),
              table -> Form.of(grant.isGrant() ? "grant" : "revoke", Role.TABLE, table));
      case ACL_TARGET_ALL_IN_SCHEMA -> List.of(Form.of("grant-all-tables"));
      case ACL_TARGET_DEFAULTS -> List.of(Form.of("alter-default-privileges"));
    };
  }

  private List<Part> vacuum(Node.VacuumStmt vacuum) {
    if (vacuum.rels().isEmpty()) {
      return List.of(new Unknown("it works on all tables of the database"));
    }
    boolean full =
        Nodes.find(vacuum, Node.DefElem.class).stream()
            .anyMatch(option -> option.defname().equals("full"));
    String form = vacuum.isVacuumcmd() ? full ? "vacuum-full" : "vacuum" : "analyze";
    return Nodes.find(vacuum, Node.RangeVar.class).stream()
        .map(known::name)
        .map(
            table ->
                known.table(table).filter(each -> each.sort() != Table.Sort.TABLE).isPresent()
                    ? (Part) new Unknown("%s isn't a plain table".formatted(table))
                    : Form.of(form, Role.TABLE, table))
        .toList();
  }

  private List<Part> statistics(Node.CreateStatsStmt statistics) {
    return each(statistics.relations(), table -> Form.of("create-statistics", Role.TABLE, table));
  }
}
