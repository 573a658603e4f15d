package dev.towpath.catalog.docs;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is said of the types of a schema, and of whatever else stands in it.
record TypeDocs(Shape shape, String schema, Markdown to) {
  private static final int SECTION = 3;

  void write() {
    types(Kind.ENUM, "Enums", "labels");
    types(Kind.DOMAIN, "Domains", "type");
    composites();
    types(Kind.RANGE_TYPE, "Range types", "subtype");
    types(Kind.BASE_TYPE, "Base types", "input");
    sequences();
    others();
  }

  private void types(Kind kind, String title, String main) {
    List<List<String>> rows =
        shape.types().values().stream()
            .filter(type -> type.name().kind() == kind && type.name().schema().equals(schema))
            .map(
                type ->
                    List.of(
                        Markdown.code(type.name().name()),
                        Markdown.code(TableDocs.property(type, main)),
                        more(type, main)))
            .toList();
    table(title, List.of("Name", capital(main), "More"), rows);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private void table(String title, List<String> heads, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      to.heading(SECTION, title).table(heads, rows);
    }
  }

  private void composites() {
    table(
        "Composite types",
        List.of("Name", "Attributes", "More"),
        shape.relations().values().stream()
            .filter(relation -> relation.kind() == Kind.COMPOSITE_TYPE)
            .filter(relation -> relation.name().schema().equals(schema))
            .map(
                type ->
                    List.of(
                        Markdown.code(type.name().name()),
                        attributes(type),
                        more(type.object(), "column order")))
            .toList());
  }

  private static String attributes(Relation type) {
    return type.columns().stream()
        .map(column -> Markdown.code(column.name() + " " + column.typeText()))
        .collect(Collectors.joining("<br>"));
  }

  /// A sequence behind a column is the column's.
  private void sequences() {
    table(
        "Sequences",
        List.of("Name", "More"),
        inSchema(Kind.SEQUENCE)
            .filter(sequence -> TableDocs.property(sequence, "owned by").isEmpty())
            .map(sequence -> List.of(Markdown.code(sequence.name().name()), properties(sequence)))
            .toList());
  }

  private void others() {
    table(
        "More",
        List.of("Kind", "Name", "Properties"),
        shape.others().stream()
            .filter(object -> object.name().schema().equals(schema))
            .filter(object -> object.name().kind() != Kind.SEQUENCE)
            .map(
                object ->
                    List.of(
                        object.name().kind().words(),
                        Markdown.code(object.name().name()),
                        properties(object)))
            .toList());
  }

  private Stream<CatalogObject> inSchema(Kind kind) {
    return shape.others().stream()
        .filter(object -> object.name().kind() == kind && object.name().schema().equals(schema));
  }

  static String properties(CatalogObject object) {
    return more(object, "");
  }

  private static String more(CatalogObject object, String but) {
    return object.properties().entrySet().stream()
        .filter(each -> !each.getKey().equals(but) && !each.getKey().equals("owner"))
        .map(each -> Markdown.cell(each.getKey()) + ": " + value(each.getKey(), each.getValue()))
        .collect(Collectors.joining("<br>"));
  }

  private static String value(String property, String value) {
    return property.equals("comment") ? Markdown.cell(value) : Markdown.code(value);
  }
}
