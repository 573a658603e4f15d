package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.PolicyText;
import dev.towpath.lint.rule.kind.PolicyRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A policy must not trust what users write about themselves.
final class PolicyUserMetadata implements PolicyRule {
  @Override
  public String name() {
    return "policy-user-metadata";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return PolicyText.of(change)
        .filter(PolicyUserMetadata::trusts)
        .map(
            policy ->
                Hit.of("This %s trusts what users write about themselves.".formatted(policy))
                    .because(
                        "Every user may set their own user metadata to any value, and so passes the"
                            + " condition.")
                    .help(
                        "Ask app metadata (auth.jwt() -> 'app_metadata') or a table that users"
                            + " can't write."))
        .stream()
        .toList();
  }

  private static boolean trusts(PolicyText policy) {
    Stream<String> columns =
        policy.find(Node.ColumnRef.class).stream().map(each -> Name.of(each.fields()).name());
    Stream<String> keys =
        policy.find(Node.A_Const.class).stream()
            .map(Node.A_Const::sval)
            .filter(Node.String.class::isInstance)
            .map(Name::word);
    return Stream.concat(columns, keys).anyMatch(WRITABLE::contains);
  }

  private static final Set<String> WRITABLE = Set.of("user_metadata", "raw_user_meta_data");
}
