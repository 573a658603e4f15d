package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.Span;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A policy that calls auth.uid() plainly calls it for each row.
final class PolicyAuthNotWrapped implements PolicyRule {
  @Override
  public String name() {
    return "policy-auth-not-wrapped";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    return PolicyText.of(change).map(policy -> hits(change, policy)).orElse(List.of());
  }

  private static final Set<String> CALLED = Set.of("uid", "jwt", "role", "email");

  /// Such a call without comments in it, so that it can be wrapped as text.
  private static final Pattern PLAIN =
      Pattern.compile("(?i)\"?auth\"?\\s*\\.\\s*\"?\\w+\"?\\s*\\(\\s*\\)");

  private static List<Hit> hits(Change change, PolicyText policy) {
    Set<Integer> wrapped =
        policy.find(Node.SubLink.class).stream()
            .filter(
                query ->
                    query.subselect() instanceof Node.SelectStmt select
                        && select.fromClause().isEmpty())
            .flatMap(query -> Nodes.find(query, Node.FuncCall.class).stream())
            .map(Node.FuncCall::location)
            .collect(Collectors.toSet());
    List<Node.FuncCall> plain =
        policy.find(Node.FuncCall.class).stream()
            .filter(call -> isAuth(Name.of(call.funcname())))
            .filter(call -> !wrapped.contains(call.location()))
            .toList();
    return plain.isEmpty() ? List.of() : List.of(hit(change, policy, plain));
  }

  private static boolean isAuth(Name function) {
    return function.schema().equals("auth") && CALLED.contains(function.name());
  }

  private static Hit hit(Change change, PolicyText policy, List<Node.FuncCall> calls) {
    Node.FuncCall first = calls.getFirst();
    Hit hit =
        Hit.of("This %s calls %s for each row.".formatted(policy, Name.of(first.funcname()) + "()"))
            .at(first.location())
            .because(
                "It reads and parses a setting each time; in a sub-select PostgreSQL does so once"
                    + " for the statement.")
            .help("Write (select auth.uid()).");
    List<Rewrite.Edit> edits = new ArrayList<>();
    for (Node.FuncCall call : calls) {
      Matcher text = PLAIN.matcher(change.sql()).region(call.location(), change.sql().length());
      if (!text.lookingAt()) {
        return hit;
      }
      edits.add(
          new Rewrite.Edit(new Span(text.start(), text.end()), "(select " + text.group() + ")"));
    }
    return hit.rewrite(new Rewrite(true, edits));
  }
}
