package dev.towpath.lint.rule.session;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is made without a schema is made where the search_path says.
final class UnqualifiedName implements Rule {
  @Override
  public String name() {
    return "unqualified-name";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    return made(change).stream()
        .filter(name -> !name.isQualified())
        .map(
            name ->
                Hit.of("This makes %s without saying in which schema.".formatted(name))
                    .because(
                        "It is made in the first schema of the search_path that is there, which"
                            + " depends on the role and the database.")
                    .help("Write the schema: %s.%s.".formatted(ALMOST_ALWAYS, name)))
        .toList();
  }

  private static final String ALMOST_ALWAYS = "public";

  private static Optional<Name> made(Change change) {
    return switch (change.node()) {
      case Node.CreateStmt create -> relation(create.relation());
      case Node.ViewStmt create -> relation(create.view());
      case Node.CreateTableAsStmt create when create.into() != null ->
          relation(create.into().rel());
      case Node.CreateSeqStmt create -> relation(create.sequence());
      case Node.CreateFunctionStmt create -> Optional.of(Name.of(create.funcname()));
      case Node.CreateEnumStmt create -> Optional.of(Name.of(create.typeName()));
      case Node.CreateDomainStmt create -> Optional.of(Name.of(create.domainname()));
      default -> Optional.empty();
    };
  }

  private static Optional<Name> relation(Node.@Nullable RangeVar relation) {
    return relation == null || relation.relpersistence().equals("t")
        ? Optional.empty()
        : Optional.of(Name.of(relation));
  }
}
