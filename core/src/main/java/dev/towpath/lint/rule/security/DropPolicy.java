package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Policy;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Dropping a policy changes who sees and writes which rows.
final class DropPolicy implements Rule {
  @Override
  public String name() {
    return "drop-policy";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || drop.removeType() != ObjectType.OBJECT_POLICY) {
      return List.of();
    }
    return drop.objects().stream()
        .filter(Node.List.class::isInstance)
        .map(object -> ((Node.List) object).items())
        .filter(parts -> parts.size() > 1)
        .flatMap(parts -> hit(change, parts).stream())
        .toList();
  }

  private static Optional<Hit> hit(Change change, List<Node> parts) {
    int last = parts.size() - 1;
    Name table = change.schema().qualified(Name.of(parts.subList(0, last)));
    String name = Name.word(parts.get(last));
    Policy known = policies(change.schema(), table).filter(is(name)).findFirst().orElse(null);
    if (!change.isInUse(table)) {
      return Optional.empty();
    }
    boolean opens = known != null && !known.permissive();
    return Optional.of(
        Hit.of("This drops policy \"%s\" of %s and puts none in its place.".formatted(name, table))
            .because(
                opens
                    ? "It was restrictive: rows that it kept back can be seen and written now."
                    : "Where no other policy lets a role through, it sees no rows and writes none,"
                        + " without an error on reading.")
            .help("Make the policy that replaces it in the same script.")
            .ifStill(schema -> !schema.isGone(table) && isLeft(schema, table, name, known)));
  }

  private static Stream<Policy> policies(Schema schema, Name table) {
    return schema.table(table).stream().flatMap(each -> each.policies().stream());
  }

  private static Predicate<Policy> is(String name) {
    return policy -> policy.name().equals(name);
  }

  /// Whether nothing took its place: one of its name, or one of its kind for its command.
  private static boolean isLeft(Schema schema, Name table, String name, @Nullable Policy known) {
    return policies(schema, table)
        .noneMatch(
            is(name)
                .or(
                    other ->
                        known != null
                            && other.permissive() == known.permissive()
                            && other.isFor(known.command())));
  }
}
