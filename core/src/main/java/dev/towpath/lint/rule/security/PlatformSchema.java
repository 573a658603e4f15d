package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The schemas of the platform are not the project's to change.
final class PlatformSchema implements Rule {
  @Override
  public String name() {
    return "platform-schema";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!Exposure.isOn(change)) {
      return List.of();
    }
    return touched(change)
        .filter(name -> OWNED.contains(name.schema()))
        .distinct()
        .map(
            name ->
                Hit.of("This changes %s, which belongs to the platform.".formatted(name))
                    .because(
                        "Hosted projects refuse it (42501: must be owner), or the platform's next"
                            + " upgrade meets what it doesn't expect.")
                    .help(
                        "Keep it in a schema of your own, with a foreign key to or a trigger on the"
                            + " platform's table."))
        .toList();
  }

  private static final Set<String> OWNED =
      Set.of(
          "auth",
          "storage",
          "realtime",
          "vault",
          "pgsodium",
          "graphql",
          "graphql_public",
          "supabase_functions",
          "supabase_migrations");

  private static Stream<Name> touched(Change change) {
    return switch (change.node()) {
      case Node.CreateStmt create when create.relation() != null ->
          Stream.of(Name.of(create.relation()));
      case Node.ViewStmt create when create.view() != null -> Stream.of(Name.of(create.view()));
      case Node.CreateTableAsStmt create
          when create.into() != null && create.into().rel() != null ->
          Stream.of(Name.of(create.into().rel()));
      case Node.CreateFunctionStmt create -> Stream.of(Name.of(create.funcname()));
      case Node.CreateEnumStmt create -> Stream.of(Name.of(create.typeName()));
      case Node.AlterTableStmt alter when alter.relation() != null ->
          Stream.of(Name.of(alter.relation()));
      case Node.IndexStmt index when index.relation() != null ->
          Stream.of(Name.of(index.relation()));
      case Node.RenameStmt rename when rename.relation() != null ->
          Stream.of(Name.of(rename.relation()));
      case Node.DropStmt drop -> dropped(drop);
      default -> Stream.of(); // triggers, policies, grants and rows are the project's matter
    };
  }

  private static Stream<Name> dropped(Node.DropStmt drop) {
    return switch (drop.removeType()) {
      case OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_EXTENSION -> Stream.of();
      case OBJECT_SCHEMA -> drop.objects().stream().map(each -> new Name(Name.word(each), "*"));
      default -> drop.objects().stream().map(Name::ofObject);
    };
  }
}
