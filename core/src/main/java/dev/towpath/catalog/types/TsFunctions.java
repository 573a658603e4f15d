package dev.towpath.catalog.types;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Quoted;
import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Parameter;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Routine;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.types.Ts.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Functions that a client can call, and the ones that it sees as columns of a table.
final class TsFunctions {
  private static final Set<String> TRIGGERS = Set.of("trigger", "event_trigger");

  /// The types of a lone parameter without a name that takes the body of the request.
  private static final Set<String> BODIES = Set.of("json", "jsonb", "text");

  private static final Comparator<Parameter> BY_NAME =
      Comparator.comparing(Parameter::name, ClientOrder.NAMES);

  private final Shape shape;
  private final TsTypes types;

  /// By the relation whose row is their one parameter.
  private final Map<Name, List<Routine>> ofRows = new HashMap<>();

  TsFunctions(Shape shape, TsTypes types) {
    this.shape = shape;
    this.types = types;
    for (Routine routine : shape.routines()) {
      rowParameter(routine)
          .filter(name -> isFunction(routine) && name.schema().equals(routine.name().schema()))
          .ifPresent(name -> ofRows.computeIfAbsent(name, _ -> new ArrayList<>()).add(routine));
    }
  }

  private static boolean isFunction(Routine routine) {
    return routine.object().name().kind() == Kind.FUNCTION
        && !TRIGGERS.contains(routine.result().name().name());
  }

  /// The relation whose row is a function's one parameter.
  private Optional<Name> rowParameter(Routine routine) {
    return routine.parameters().size() == 1 && !routine.parameters().getFirst().type().array()
        ? shape.relation(routine.parameters().getFirst().type().name()).map(Relation::name)
        : Optional.empty();
  }

  /// The columns of a relation as they are read.
  List<Field> row(Relation relation) {
    return relation.columns().stream()
        .sorted(Comparator.comparing(Column::name, ClientOrder.NAMES))
        .map(column -> Field.of(column.name(), types.of(column, types.nullable(relation, column))))
        .toList();
  }

  /// The functions that a client reads like columns of a relation.
  List<Field> computed(Relation relation) {
    return ofRows.getOrDefault(relation.name(), List.of()).stream()
        .sorted(Comparator.comparing(routine -> routine.name().name(), ClientOrder.NAMES))
        .map(routine -> Field.of(routine.name().name(), Ts.nullable(row(routine))))
        .toList();
  }

  Ts all(String schema) {
    Map<String, List<Routine>> byName =
        shape.routines().stream()
            .filter(routine -> routine.name().schema().equals(schema))
            .filter(routine -> isFunction(routine) && canBeCalled(routine))
            .collect(
                Collectors.groupingBy(
                    routine -> routine.name().name(),
                    () -> new TreeMap<>(ClientOrder.NAMES),
                    Collectors.toList()));
    return Ts.section(
        byName.entrySet().stream().map(each -> Field.of(each.getKey(), one(each.getValue()))));
  }

  private boolean canBeCalled(Routine routine) {
    List<Parameter> inputs = routine.inputs();
    return inputs.stream().noneMatch(input -> input.name().isEmpty())
        || (inputs.size() == 1 && (isBody(inputs.getFirst()) || rowParameter(routine).isPresent()));
  }

  private static boolean isBody(Parameter input) {
    return BODIES.contains(input.type().name().toString()) && !input.type().array();
  }

  private Ts one(List<Routine> overloads) {
    List<Ts> forms = overloads.stream().map(each -> form(each, overloads)).toList();
    return forms.size() == 1 ? forms.getFirst() : new Ts.Union(forms);
  }

  private Ts form(Routine routine, List<Routine> overloads) {
    Stream<Field> parts =
        Stream.of(
            Field.of("Args", arguments(routine)), Field.of("Returns", returns(routine, overloads)));
    return new Ts.Fields(
        Stream.concat(parts, setOptions(routine).map(o -> Field.of("SetofOptions", o)).stream())
            .toList(),
        true);
  }

  private Ts arguments(Routine routine) {
    if (routine.inputs().isEmpty()) {
      return Ts.word("Record<PropertyKey, never>");
    }
    return new Ts.Fields(
        routine.inputs().stream()
            .sorted(BY_NAME)
            .map(each -> Field.of(each.name(), argument(each)).withOptional(each.optional()))
            .toList(),
        true);
  }

  /// A row is given without what the server computes for it.
  private Ts argument(Parameter parameter) {
    Ts type = types.of(parameter.type());
    boolean computes =
        !parameter.type().array()
            && !parameter.name().isEmpty()
            && ofRows.containsKey(parameter.type().name());
    return computes && type instanceof Ts.Word(String row) && row.endsWith("[\"Row\"]")
        ? Ts.word("Omit<%s, %s>".formatted(row, row.replaceFirst("Row\"]$", "ComputedFields\"]")))
        : type;
  }

  private Ts returns(Routine routine, List<Routine> overloads) {
    Optional<String> refusal = Refusals.of(routine, overloads, rowParameter(routine).isPresent());
    if (refusal.isPresent()) {
      return new Ts.Ending(
          new Ts.Fields(List.of(Field.of("error", Ts.word("true"))), false),
          " & " + Quoted.of(refusal.get()));
    }
    boolean many = routine.set() && (rows(routine) > 1 || relation(routine).isEmpty());
    return many ? Ts.array(row(routine)) : row(routine);
  }

  /// What one row of a result is.
  private Ts row(Routine routine) {
    if (!routine.table().isEmpty()) {
      return new Ts.Fields(
          routine.table().stream()
              .sorted(BY_NAME)
              .map(column -> Field.of(column.name(), types.of(column.type())))
              .toList(),
          false);
    }
    return relation(routine)
        .filter(found -> found.kind() != Kind.COMPOSITE_TYPE)
        .filter(found -> found.name().schema().equals(routine.name().schema()))
        .<Ts>map(found -> new Ts.Fields(row(found), false))
        .orElseGet(() -> types.of(routine.result()));
  }

  private Optional<Relation> relation(Routine routine) {
    return routine.result().array() ? Optional.empty() : shape.relation(routine.result().name());
  }

  private static double rows(Routine routine) {
    String rows = routine.object().properties().get("rows");
    if (rows != null) {
      return Double.parseDouble(rows);
    }
    return routine.set() ? 1_000 : 0;
  }

  /// By what a client may choose columns of the result, and read it as part of a row.
  private Optional<Ts> setOptions(Routine routine) {
    return relation(routine)
        .map(
            target ->
                new Ts.Fields(
                    List.of(
                        Field.of(
                            "from", Ts.text(rowParameter(routine).map(Name::name).orElse("*"))),
                        Field.of("to", Ts.text(target.name().name())),
                        Field.of("isOneToOne", Ts.word(String.valueOf(rows(routine) <= 1))),
                        Field.of("isSetofReturn", Ts.word(String.valueOf(routine.set())))),
                    false));
  }
}
