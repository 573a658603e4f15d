package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.VariableSetKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The functions and procedures that scripts made, each overload by itself. Not thread-safe.
public final class Signatures {
  private static final Set<String> TRIGGERS = Set.of("trigger", "event_trigger");

  private final Schema schema;
  private final Map<Name, Map<String, Overload>> all = new HashMap<>();
  private final Set<Name> recent = new HashSet<>();

  Signatures(Schema schema) {
    this.schema = schema;
  }

  /// One function of a name.
  ///
  /// @param definer whether it runs with its owner's rights
  /// @param ownPath whether it sets its own `search_path`, or its names were bound when it was made
  /// @param callable whether a client can call it: not a trigger's function
  /// @param born whether this deploy made it
  /// @param body what it runs
  /// @param parameters what it takes
  public record Overload(
      boolean definer,
      boolean ownPath,
      boolean callable,
      boolean born,
      Body body,
      Parameters parameters) {
    /// CREATE OR REPLACE leaves it as old as it is.
    Overload replacedBy(Overload now) {
      return new Overload(
          now.definer, now.ownPath, now.callable, born && now.born, now.body, now.parameters);
    }

    Overload aged() {
      return new Overload(definer, ownPath, callable, false, body, parameters);
    }
  }

  void settle() {
    recent.forEach(name -> changeAll(name, Overload::aged));
    recent.clear();
  }

  /// The overloads of a name, by their input types: `bigint,text`.
  public Map<String, Overload> of(Name routine) {
    return Map.copyOf(all.getOrDefault(whole(routine), Map.of()));
  }

  Set<Map.Entry<Name, Map<String, Overload>>> all() {
    return all.entrySet();
  }

  public Optional<Overload> overload(Name routine, String inputs) {
    return Optional.ofNullable(all.getOrDefault(whole(routine), Map.of()).get(inputs));
  }

  private Name whole(Name routine) {
    return schema.routine(routine).map(Schema.Routine::name).orElse(schema.qualified(routine));
  }

  /// The input types of a function as CREATE writes them.
  public static String inputs(Node.CreateFunctionStmt create) {
    return Parameters.of(create).toString();
  }

  private static String inputs(Node.ObjectWithArgs named) {
    return Parameters.of(named).toString();
  }

  /// The routine that a statement names, with those beside it that have the same name.
  Thing.Routine named(Node.ObjectWithArgs named) {
    Name name = whole(Name.of(named.objname()));
    Map<String, Overload> known = of(name);
    String inputs =
        named.argsUnspecified() && known.size() == 1
            ? known.keySet().iterator().next()
            : inputs(named);
    Optional<Overload> own = Optional.ofNullable(known.get(inputs));
    return new Thing.Routine(
        name,
        own.map(Overload::parameters),
        own.isEmpty()
            ? Set.of()
            : known.entrySet().stream()
                .filter(each -> !each.getKey().equals(inputs))
                .map(each -> each.getValue().parameters())
                .collect(Collectors.toSet()));
  }

  /// A function for people: with its parameters, if others have its name.
  String words(Name name, String inputs) {
    return of(name).size() > 1 ? "function %s(%s)".formatted(name, inputs) : "function " + name;
  }

  /// What a CREATE FUNCTION makes.
  public Overload made(Node.CreateFunctionStmt create) {
    Node.TypeName result = create.returnType();
    return new Overload(
        Options.named(create.options(), "security").isPresent()
            && Options.isOn(create.options(), "security"),
        create.sqlBody() != null || setsPath(create.options()).orElse(false),
        result == null || !TRIGGERS.contains(Name.of(result.names()).name()),
        schema.isDeploying(),
        Body.of(create),
        Parameters.of(create));
  }

  private static Optional<Boolean> setsPath(List<Node> options) {
    return Options.all(options, "set").stream()
        .map(Node.DefElem::arg)
        .filter(Node.VariableSetStmt.class::isInstance)
        .map(Node.VariableSetStmt.class::cast)
        .filter(
            set -> set.name().equals("search_path") || set.kind() == VariableSetKind.VAR_RESET_ALL)
        .map(
            set ->
                set.kind() == VariableSetKind.VAR_SET_VALUE
                    || set.kind() == VariableSetKind.VAR_SET_CURRENT)
        .reduce((before, after) -> after);
  }

  void apply(Node statement) {
    switch (statement) {
      case Node.CreateFunctionStmt create ->
          at(whole(Name.of(create.funcname())))
              .merge(inputs(create), made(create), Overload::replacedBy);
      case Node.AlterFunctionStmt alter when alter.func() != null ->
          change(alter.func(), before -> after(before, alter.actions()));
      case Node.RenameStmt rename when rename.object() instanceof Node.ObjectWithArgs routine ->
          move(routine, new Name(whole(Name.of(routine.objname())).schema(), rename.newname()));
      case Node.AlterObjectSchemaStmt move
          when move.object() instanceof Node.ObjectWithArgs routine ->
          move(routine, new Name(move.newschema(), Name.of(routine.objname()).name()));
      case Node.DropStmt drop ->
          drop.objects().stream()
              .filter(Node.ObjectWithArgs.class::isInstance)
              .forEach(object -> take((Node.ObjectWithArgs) object));
      default -> {} // concerns no routine
    }
  }

  /// The overloads of a name, to put one in.
  private Map<String, Overload> at(Name name) {
    recent.add(name);
    return all.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private static Overload after(Overload before, List<Node> actions) {
    boolean definer =
        Options.named(actions, "security").isPresent()
            ? Options.isOn(actions, "security")
            : before.definer();
    return new Overload(
        definer,
        setsPath(actions).orElse(before.ownPath()),
        before.callable(),
        before.born(),
        before.body(),
        before.parameters());
  }

  private void change(Node.ObjectWithArgs named, UnaryOperator<Overload> change) {
    Name name = whole(Name.of(named.objname()));
    if (named.argsUnspecified()) {
      changeAll(name, change);
      return;
    }
    Map<String, Overload> overloads = all.get(name);
    if (overloads != null) {
      overloads.computeIfPresent(inputs(named), (inputs, each) -> change.apply(each));
    }
  }

  private void changeAll(Name name, UnaryOperator<Overload> change) {
    Map<String, Overload> overloads = all.get(name);
    if (overloads != null) {
      overloads.replaceAll((inputs, each) -> change.apply(each));
    }
  }

  private void move(Node.ObjectWithArgs named, Name after) {
    Map<String, Overload> taken = take(named);
    if (!taken.isEmpty()) {
      at(after).putAll(taken);
    }
  }

  /// Takes out what a statement names: one overload, or the only one.
  private Map<String, Overload> take(Node.ObjectWithArgs named) {
    Name name = whole(Name.of(named.objname()));
    if (named.argsUnspecified()) {
      Map<String, Overload> taken = all.remove(name);
      return taken == null ? Map.of() : taken;
    }
    Map<String, Overload> overloads = all.getOrDefault(name, Map.of());
    Overload taken = overloads.isEmpty() ? null : overloads.remove(inputs(named));
    return taken == null ? Map.of() : Map.of(inputs(named), taken);
  }
}
