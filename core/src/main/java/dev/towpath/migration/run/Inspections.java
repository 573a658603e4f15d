package dev.towpath.migration.run;

import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Optional;

/// Chooses for a statement that runs alone how a later run learns what became of it. One that is
/// not known here is a question to a person.
final class Inspections {
  private Inspections() {}

  static Inspection of(String sql) {
    return switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> of(node);
      case Parse.Failure failure -> unknown();
    };
  }

  private static Inspection of(Node node) {
    return switch (node) {
      case Node.IndexStmt index ->
          new Inspection.Index(
              Names.quoted(Names.of(index.relation())),
              Optional.of(index.idxname()).filter(name -> !name.isEmpty()));
      case Node.DropStmt drop when drop.removeType() == ObjectType.OBJECT_INDEX ->
          new Inspection.Question(
              "select to_regclass(?) is null",
              List.of(Names.quoted(Names.of(drop.objects().getFirst()))));
      case Node.AlterTableStmt alter -> detach(alter);
      case Node.ReindexStmt reindex -> new Inspection.Reindex();
      case Node.VacuumStmt vacuum -> new Inspection.Repeat();
      case Node.ClusterStmt cluster -> new Inspection.Repeat();
      case Node.AlterSystemStmt system -> new Inspection.Repeat();
      case Node.DiscardStmt discard -> new Inspection.Repeat();
      case Node.AlterSubscriptionStmt subscription -> new Inspection.Repeat();
      case Node.CreateSubscriptionStmt subscription ->
          new Inspection.Ask(
              "pg_subscription here, and pg_replication_slots on the publisher, for "
                  + subscription.subname());
      default -> object(node);
    };
  }

  private static Inspection object(Node node) {
    return switch (node) {
      case Node.CreatedbStmt create -> there("pg_database where datname", create.dbname());
      case Node.DropdbStmt drop -> gone("pg_database where datname", drop.dbname());
      case Node.CreateTableSpaceStmt create ->
          there("pg_tablespace where spcname", create.tablespacename());
      case Node.DropTableSpaceStmt drop ->
          gone("pg_tablespace where spcname", drop.tablespacename());
      case Node.DropSubscriptionStmt drop -> gone("pg_subscription where subname", drop.subname());
      default -> unknown();
    };
  }

  private static Inspection detach(Node.AlterTableStmt alter) {
    return alter.cmds().getFirst() instanceof Node.AlterTableCmd command
            && command.subtype() == AlterTableType.AT_DetachPartition
            && command.def() instanceof Node.PartitionCmd partition
        ? new Inspection.Detach(
            Names.quoted(Names.of(alter.relation())), Names.quoted(Names.of(partition.name())))
        : unknown();
  }

  private static Inspection there(String place, String name) {
    return new Inspection.Question("select exists (select from " + place + " = ?)", List.of(name));
  }

  private static Inspection gone(String place, String name) {
    return new Inspection.Question(
        "select not exists (select from " + place + " = ?)", List.of(name));
  }

  private static Inspection unknown() {
    return new Inspection.Ask("what the statement changes");
  }
}
