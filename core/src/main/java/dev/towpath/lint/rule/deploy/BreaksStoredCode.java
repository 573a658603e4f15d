package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Body;
import dev.towpath.lint.schema.Code;
import dev.towpath.lint.schema.Gone;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Thing;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Code in the database still uses what a statement drops or renames.
final class BreaksStoredCode implements Rule {
  @Override
  public String name() {
    return "breaks-stored-code";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (change.node() instanceof Node.CreateFunctionStmt create) {
      return made(change, create);
    }
    return Gone.takenBy(change.schema(), change.node()).stream()
        .flatMap(thing -> taken(change, thing))
        .toList();
  }

  private static Stream<Hit> taken(Change change, Thing thing) {
    boolean renames = change.node() instanceof Node.RenameStmt;
    boolean cascades = cascades(change.node(), thing);
    List<Thing> things = new ArrayList<>(List.of(thing));
    if (cascades && thing instanceof Thing.Relation(Name name)) {
      change.schema().views().allFallingWith(name).stream()
          .map(Thing.Relation::new)
          .forEach(things::add);
    }
    Set<String> named = dropped(change);
    Set<String> told = new LinkedHashSet<>();
    return things.stream()
        .flatMap(
            each ->
                change.schema().code().using(each).stream()
                    .filter(user -> !(user.bound() && (renames || named.contains(user.words()))))
                    .filter(user -> told.add(user.words()))
                    .map(user -> hit(thing, each, user, cascades)));
  }

  /// What goes by its own name in the same statement.
  private static Set<String> dropped(Change change) {
    Set<String> words = new LinkedHashSet<>();
    for (Thing thing : Gone.takenBy(change.schema(), change.node())) {
      words.add(thing instanceof Thing.Relation ? "view " + thing : thing.toString());
    }
    return words;
  }

  private static boolean cascades(Node node, Thing thing) {
    return switch (node) {
      case Node.DropStmt drop -> drop.behavior() == DropBehavior.DROP_CASCADE;
      case Node.AlterTableStmt alter ->
          alter.cmds().stream()
              .anyMatch(
                  each ->
                      each instanceof Node.AlterTableCmd command
                          && command.subtype() == AlterTableType.AT_DropColumn
                          && command.name().equals(thing.word())
                          && command.behavior() == DropBehavior.DROP_CASCADE);
      default -> false;
    };
  }

  private static Hit hit(Thing thing, Thing used, Code.User user, boolean cascades) {
    if (!user.bound()) {
      return Hit.of("This takes away %s, which %s still uses.".formatted(used, user.words()))
          .because(
              "PostgreSQL doesn't look into the body of a function when something is dropped or"
                  + " renamed: each call of it fails from the commit on.")
          .help(
              "Replace the function in the same migration, or before; or leave the drop for later.")
          .ifStill(now -> !used.isIn(now) && user.stays().test(now) && isUsed(now, used, user));
    }
    if (!cascades) {
      return Hit.of("This drops %s, which %s still uses.".formatted(thing, user.words()))
          .because("PostgreSQL refuses it, and the migration with it.")
          .help("Drop or replace that first, and leave CASCADE out: it takes what no one named.");
    }
    return Hit.of("This drops %s too, which nothing here makes again.".formatted(user.words()))
        .because("It uses %s, and CASCADE takes it along without a word.".formatted(thing))
        .help("Make it again without that in the same migration, or drop it by its name.")
        .ifStill(now -> !user.stays().test(now));
  }

  /// By then another function of the name may answer the calls.
  private static boolean isUsed(Schema now, Thing used, Code.User user) {
    return now.code().using(used.asOf(now)).stream()
        .anyMatch(each -> each.words().equals(user.words()));
  }

  /// A body that names what this deploy has taken away.
  private static List<Hit> made(Change change, Node.CreateFunctionStmt create) {
    List<Thing> gone = change.schema().gone().now();
    if (gone.isEmpty()) {
      return List.of();
    }
    Schema schema = change.schema();
    Body body = schema.signatures().made(create).body();
    Name function = Name.of(create.funcname());
    Name whole =
        schema.routine(function).map(Schema.Routine::name).orElse(schema.qualified(function));
    return schema.code().usedBy(whole, body, gone).stream()
        .map(
            thing ->
                Hit.of(
                        "This makes function %s, which uses %s; this deploy has taken it away."
                            .formatted(whole, thing))
                    .because("Each call of the function fails.")
                    .help("Write what stands in its place now.")
                    .ifStill(now -> !thing.isIn(now)))
        .toList();
  }
}
