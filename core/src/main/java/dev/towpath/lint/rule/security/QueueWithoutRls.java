package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A message queue of the platform whose table has no row security.
final class QueueWithoutRls implements Rule {
  private static final Set<String> MAKING =
      Set.of("create", "create_non_partitioned", "create_partitioned", "create_unlogged");
  private static final String QUEUES = "pgmq";

  /// The schema by which clients reach queues.
  private static final String DOOR = "pgmq_public";

  @Override
  public String name() {
    return "queue-without-rls";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public Set<Class<? extends Node>> statements() {
    return Set.of(Node.SelectStmt.class);
  }

  @Override
  public List<Hit> check(Change change) {
    return Exposure.isOn(change) && change.schema().access().mayServe(DOOR)
        ? Nodes.find(change.node(), Node.FuncCall.class).stream()
            .flatMap(QueueWithoutRls::made)
            .map(QueueWithoutRls::hit)
            .toList()
        : List.of();
  }

  /// The name of the queue, where it is written out.
  private static Stream<String> made(Node.FuncCall call) {
    Name function = Name.of(call.funcname());
    if (!function.schema().equals(QUEUES) || !MAKING.contains(function.name())) {
      return Stream.empty();
    }
    return call.args().stream()
        .limit(1)
        .map(first -> first instanceof Node.NamedArgExpr named ? named.arg() : first)
        .filter(Node.A_Const.class::isInstance)
        .map(first -> ((Node.A_Const) first).sval())
        .filter(Node.String.class::isInstance)
        .map(text -> Name.word(text).toLowerCase(Locale.ROOT));
  }

  private static Hit hit(String queue) {
    Name table = new Name(QUEUES, "q_" + queue);
    return Hit.of("This makes queue %s, whose table has no row security.".formatted(queue))
        .because(
            "Where queues are open to clients (schema %s), whoever has the public key reads, adds"
                    .formatted(DOOR)
                + " and deletes its messages.")
        .help("ALTER TABLE %s ENABLE ROW LEVEL SECURITY, and a policy.".formatted(table))
        .ifStill(schema -> schema.table(table).filter(Table::rowSecurity).isEmpty());
  }
}
