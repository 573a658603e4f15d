package dev.towpath.lint.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The code that a database holds, by what it uses: views, routines' bodies, policies, triggers.
public final class Code {
  private final Schema schema;

  Code(Schema schema) {
    this.schema = schema;
  }

  /// A piece of code.
  ///
  /// @param words what it is, for people: `view public.deep_barge`
  /// @param bound whether PostgreSQL knows of the use: it stops a drop, falls with CASCADE, and
  ///     follows a rename
  /// @param stays asked later: whether the same code is still there
  public record User(String words, boolean bound, Predicate<Schema> stays) {}

  /// Who uses a thing.
  public List<User> using(Thing thing) {
    List<User> users = new ArrayList<>();
    views(thing, users);
    routines(thing, users);
    policies(thing, users);
    triggers(thing, users);
    return users;
  }

  /// What of some things a body uses that is made now.
  public List<Thing> usedBy(Name routine, Body body, List<Thing> things) {
    List<Thing> named =
        things.stream()
            .filter(thing -> body.names(thing.word()))
            .filter(thing -> !(thing instanceof Thing.Column) || !body.hasVariable(thing.word()))
            .toList();
    if (named.isEmpty()) {
      return List.of();
    }
    Uses uses = Uses.of(schema, body);
    Set<Name> rows = schema.triggers().tablesOf(routine);
    return named.stream().filter(thing -> uses.has(thing, rows)).toList();
  }

  private void views(Thing thing, List<User> users) {
    for (View view : schema.views().all()) {
      if (view.uses().has(thing, Set.of())) {
        Name name = view.name();
        users.add(new User("view " + name, true, now -> now.views().named(name).isPresent()));
      }
    }
  }

  private void routines(Thing thing, List<User> users) {
    for (Map.Entry<Name, Map<String, Signatures.Overload>> each : schema.signatures().all()) {
      Name name = each.getKey();
      for (Map.Entry<String, Signatures.Overload> overload : each.getValue().entrySet()) {
        Body body = overload.getValue().body();
        String inputs = overload.getKey();
        boolean itself =
            thing instanceof Thing.Routine routine
                && routine.name().equals(name)
                && routine.own().map(own -> own.toString().equals(inputs)).orElse(true);
        if (!itself && !usedBy(name, body, List.of(thing)).isEmpty()) {
          Predicate<Schema> stays =
              now ->
                  now.signatures()
                      .overload(name, inputs)
                      .filter(found -> found.body().equals(body))
                      .isPresent();
          String words = schema.signatures().words(name, inputs);
          users.add(new User(words, body.bound().isPresent(), stays));
        }
      }
    }
  }

  private void policies(Thing thing, List<User> users) {
    for (Table table : schema.tables()) {
      if (thing.equals(new Thing.Relation(table.name()))) {
        continue; // they go with it
      }
      for (Policy policy : table.policies()) {
        if (policy.uses().has(thing, Set.of())) {
          users.add(
              new User(
                  "policy " + policy.name() + " of " + table.name(),
                  true,
                  now -> has(now, table.name(), policy.name())));
        }
      }
    }
  }

  private static boolean has(Schema now, Name table, String policy) {
    return now.table(table).stream()
        .flatMap(each -> each.policies().stream())
        .anyMatch(each -> each.name().equals(policy));
  }

  private void triggers(Thing thing, List<User> users) {
    Set<Triggers.Trigger> using = new HashSet<>(schema.triggers().using(thing));
    for (Triggers.Trigger trigger : using) {
      users.add(
          new User(
              "trigger " + trigger.name() + " of " + trigger.table(),
              true,
              now -> now.triggers().has(trigger)));
    }
  }
}
