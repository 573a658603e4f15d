package dev.towpath.catalog.types;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Quoted;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.types.Ts.Field;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Types of TypeScript for `@supabase/supabase-js`: what its `createClient<Database>` needs to know
/// of each table, view and function. Stateless.
public final class TypeScript {
  private TypeScript() {}

  /// The whole file. The same shape gives the same bytes.
  public static String write(Shape shape, List<String> schemas) {
    List<String> sorted = schemas.stream().distinct().sorted(ClientOrder.NAMES).toList();
    TsTypes types = new TsTypes(shape, sorted);
    TsFunctions functions = new TsFunctions(shape, types);
    TsRelations relations = new TsRelations(shape, types, functions);
    Ts database =
        new Ts.Fields(
            sorted.stream()
                .map(schema -> Field.of(schema, schema(shape, schema, relations, functions)))
                .toList(),
            false);
    Ts constants =
        new Ts.Fields(
            sorted.stream().map(schema -> Field.of(schema, constants(shape, schema))).toList(),
            false);
    String usual = sorted.contains("public") ? "public" : sorted.getFirst();
    return TsHelpers.JSON
        + "\nexport type Database = "
        + Layout.write(database, 0, 0)
        + "\n\n"
        + TsHelpers.types(usual)
        + "\nexport const Constants = "
        + commas(Layout.write(constants, 0, 0))
        + " as const\n";
  }

  private static Ts schema(
      Shape shape, String schema, TsRelations relations, TsFunctions functions) {
    return new Ts.Fields(
        List.of(
            Field.of("Tables", relations.tables(schema)),
            Field.of("Views", relations.views(schema)),
            Field.of("Functions", functions.all(schema)),
            Field.of(
                "Enums",
                Ts.section(
                    enums(shape, schema)
                        .map(
                            type ->
                                Field.of(
                                    type.name().name(),
                                    Ts.union(Labels.of(type).stream().map(Quoted::of).toList()))))),
            Field.of("CompositeTypes", relations.composites(schema))),
        false);
  }

  /// An enum without labels has no value that a client could name.
  private static Stream<CatalogObject> enums(Shape shape, String schema) {
    return shape.types().values().stream()
        .filter(type -> type.name().kind() == Kind.ENUM && type.name().schema().equals(schema))
        .filter(type -> !Labels.of(type).isEmpty())
        .sorted(Comparator.comparing(type -> type.name().name(), ClientOrder.NAMES));
  }

  private static Ts constants(Shape shape, String schema) {
    Ts enums =
        new Ts.Fields(
            enums(shape, schema)
                .map(type -> Field.of(type.name().name(), Ts.tuple(Labels.of(type).stream())))
                .toList(),
            false);
    return new Ts.Fields(List.of(Field.of("Enums", enums)), false);
  }

  /// A value, unlike a type, needs a comma behind each member.
  private static String commas(String value) {
    return value.replaceAll("(?m)([\\]}])$(?=\\n)", "$1,");
  }
}
