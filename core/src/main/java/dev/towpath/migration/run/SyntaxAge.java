package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds syntax that is younger than the server. Not every novelty of every version is known here:
/// those are that a migration is likely to use, since PostgreSQL 15.
final class SyntaxAge {
  private record Novelty(int since, String what) {}

  private SyntaxAge() {}

  static Stream<Finding> of(Source source, Node root, PlannedStatement statement, int server) {
    if (server >= SyntaxCheck.GRAMMAR) {
      return Stream.empty();
    }
    return Nodes.find(root, Node.class).stream()
        .flatMap(node -> novelty(node).stream())
        .filter(novelty -> novelty.since() > server)
        .distinct()
        .map(novelty -> finding(novelty, source, statement, server));
  }

  private static Optional<Novelty> novelty(Node node) {
    return switch (node) {
      case Node.MergeStmt merge when merge.returningClause() != null ->
          since(17, "MERGE ... RETURNING");
      case Node.MergeStmt merge -> since(15, "MERGE");
      case Node.JsonTable table -> since(17, "JSON_TABLE");
      case Node.JsonFuncExpr function -> since(17, "JSON_EXISTS, JSON_VALUE and JSON_QUERY");
      case Node.JsonObjectConstructor constructor -> since(16, "JSON_OBJECT(... : ...)");
      case Node.JsonArrayConstructor constructor -> since(16, "JSON_ARRAY");
      case Node.ReturningOption option -> since(18, "RETURNING WITH (OLD, NEW)");
      case Node.IndexStmt index when index.nullsNotDistinct() -> since(15, "NULLS NOT DISTINCT");
      case Node.Constraint constraint -> constraint(constraint);
      default -> Optional.empty();
    };
  }

  private static Optional<Novelty> constraint(Node.Constraint constraint) {
    if (constraint.contype() == ConstrType.CONSTR_GENERATED
        && constraint.generatedKind().equals("v")) {
      return since(18, "A virtual generated column");
    }
    if (constraint.contype() == ConstrType.CONSTR_ATTR_NOT_ENFORCED) {
      return since(18, "NOT ENFORCED");
    }
    if (constraint.withoutOverlaps()) {
      return since(18, "WITHOUT OVERLAPS");
    }
    return constraint.nullsNotDistinct() ? since(15, "NULLS NOT DISTINCT") : Optional.empty();
  }

  private static Optional<Novelty> since(int major, String what) {
    return Optional.of(new Novelty(major, what));
  }

  private static Finding finding(
      Novelty novelty, Source source, PlannedStatement statement, int server) {
    return Finding.of(
            "syntax-too-new",
            Severity.ERROR,
            novelty.what() + " came with PostgreSQL " + novelty.since() + ".")
        .at(statement.where())
        .showing(statement.in(source))
        .because("The target runs PostgreSQL " + server + " and would refuse the statement.")
        .help("Say it in another way, or upgrade the server first.");
  }
}
