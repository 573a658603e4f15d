package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.reading.Falling;
import dev.towpath.lint.reading.TypeUse;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.stream.Stream;

/// CASCADE drops what the script does not name.
final class DropCascade implements Rule {
  @Override
  public String name() {
    return "drop-cascade";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return switch (change.node()) {
      case Node.DropStmt drop when drop.behavior() == DropBehavior.DROP_CASCADE ->
          Drops.old(change, TYPES.toArray(ObjectType[]::new)).stream()
              .map(name -> hit(name.toString(), falling(change, drop.removeType(), name)))
              .toList();
      case Node.AlterTableStmt alter when change.isInUse(change.table()) ->
          Stream.concat(columns(change), constraints(change)).toList();
      default -> List.of();
    };
  }

  /// Not a schema, of which another rule speaks, nor what nothing can depend on.
  private static final List<ObjectType> TYPES =
      List.of(
          ObjectType.OBJECT_TABLE,
          ObjectType.OBJECT_VIEW,
          ObjectType.OBJECT_MATVIEW,
          ObjectType.OBJECT_FOREIGN_TABLE,
          ObjectType.OBJECT_TYPE,
          ObjectType.OBJECT_DOMAIN,
          ObjectType.OBJECT_FUNCTION,
          ObjectType.OBJECT_PROCEDURE,
          ObjectType.OBJECT_ROUTINE,
          ObjectType.OBJECT_SEQUENCE,
          ObjectType.OBJECT_COLLATION,
          ObjectType.OBJECT_FOREIGN_SERVER,
          ObjectType.OBJECT_FDW);

  private static List<String> falling(Change change, ObjectType type, Name name) {
    return switch (type) {
      case OBJECT_TYPE, OBJECT_DOMAIN ->
          TypeUse.columns(change.schema(), name).stream().map(each -> "column " + each).toList();
      default -> Falling.with(change.schema(), name);
    };
  }

  private static Stream<Hit> columns(Change change) {
    return change.commands(AlterTableType.AT_DropColumn).stream()
        .filter(command -> command.behavior() == DropBehavior.DROP_CASCADE)
        .map(
            command ->
                hit(
                    "column " + command.name() + " of " + change.table(),
                    Falling.withColumn(change.schema(), change.table(), command.name())));
  }

  private static Stream<Hit> constraints(Change change) {
    return change.commands(AlterTableType.AT_DropConstraint).stream()
        .filter(command -> command.behavior() == DropBehavior.DROP_CASCADE)
        .map(
            command ->
                hit(
                    "constraint " + command.name() + " of " + change.table(),
                    Falling.withConstraint(change.schema(), change.table(), command.name())));
  }

  private static Hit hit(String what, List<String> falling) {
    return Hit.of("This drops all that depends on %s too, unnamed.".formatted(what))
        .because(
            falling.isEmpty()
                ? "Nothing is known here to depend on it; on production something may."
                : "Known to go with it: " + String.join(", ", falling) + ".")
        .help("Leave CASCADE out, and drop by name what then stands in the way.");
  }
}
