package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds in a script's syntax trees what may take rows or values away.
///
/// What a `DO` block or a function does inside is not seen. A statement that can't be read loses
/// nothing here; it is a syntax error elsewhere.
final class DataLosses {
  /// Words without which no statement loses data, to spare the rest a parse.
  private static final Pattern SUSPICIOUS =
      Pattern.compile("\\b(drop|truncate|delete)\\b", Pattern.CASE_INSENSITIVE);

  private DataLosses() {}

  static List<DataLoss> of(Source source) {
    List<DataLoss> losses = new ArrayList<>();
    Script script = Script.of(source.text(), source.section());
    for (Statement statement : script.statements()) {
      if (SUSPICIOUS.matcher(statement.sql()).find()
          && SqlParser.parse(statement.sql()) instanceof Parse.Tree(Node node)) {
        Location where = new Location(source.file(), script.position(statement.span().start()));
        of(node, where).forEach(losses::add);
      }
    }
    return List.copyOf(losses);
  }

  private static Stream<DataLoss> of(Node root, Location where) {
    return Nodes.find(root, Node.class).stream().flatMap(node -> single(node, where));
  }

  private static Stream<DataLoss> single(Node node, Location where) {
    return switch (node) {
      case Node.DropStmt drop -> dropped(drop, where);
      case Node.TruncateStmt truncate ->
          truncate.relations().stream()
              .filter(Node.RangeVar.class::isInstance)
              .map(table -> Names.of((Node.RangeVar) table))
              .map(name -> new DataLoss(DataLoss.Verb.TRUNCATE, name, where));
      case Node.DeleteStmt delete ->
          Stream.of(new DataLoss(DataLoss.Verb.DELETE, Names.of(delete.relation()), where));
      case Node.AlterTableStmt alter -> columns(alter, where);
      default -> Stream.empty();
    };
  }

  private static Stream<DataLoss> dropped(Node.DropStmt drop, Location where) {
    return switch (drop.removeType()) {
      case OBJECT_TABLE -> named(DataLoss.Verb.DROP_TABLE, drop, where);
      case OBJECT_SCHEMA -> named(DataLoss.Verb.DROP_SCHEMA, drop, where);
      case OBJECT_TYPE, OBJECT_DOMAIN, OBJECT_EXTENSION ->
          drop.behavior() == DropBehavior.DROP_CASCADE
              ? named(DataLoss.Verb.DROP_OTHER, drop, where)
              : Stream.empty();
      default -> Stream.empty();
    };
  }

  private static Stream<DataLoss> named(DataLoss.Verb verb, Node.DropStmt drop, Location where) {
    return drop.objects().stream().map(object -> new DataLoss(verb, Names.of(object), where));
  }

  private static Stream<DataLoss> columns(Node.AlterTableStmt alter, Location where) {
    return alter.cmds().stream()
        .filter(Node.AlterTableCmd.class::isInstance)
        .map(Node.AlterTableCmd.class::cast)
        .filter(command -> command.subtype() == AlterTableType.AT_DropColumn)
        .map(
            command ->
                Stream.concat(Names.of(alter.relation()).stream(), Stream.of(command.name()))
                    .toList())
        .map(name -> new DataLoss(DataLoss.Verb.DROP_COLUMN, name, where));
  }
}
