package dev.towpath.catalog.docs;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.docs.TableDocs.Referrer;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The reference of a whole database as one page of Markdown. The same shape gives the same bytes.
public final class SchemaDocs {
  private static final int SCHEMA = 2;
  private static final int SECTION = 3;

  private final Shape shape;
  private final Markdown page = new Markdown();
  private final Map<Name, List<Referrer>> referrers = new HashMap<>();
  private final Set<Name> linked = new HashSet<>();

  private SchemaDocs(Shape shape) {
    this.shape = shape;
    for (Relation relation : shape.relations().values()) {
      if (hasSection(relation)) {
        linked.add(relation.name());
        relation
            .foreignKeys()
            .forEach(
                key ->
                    referrers
                        .computeIfAbsent(key.target(), _ -> new ArrayList<>())
                        .add(new Referrer(relation.name(), key)));
      }
    }
  }

  public static String write(Shape shape) {
    return new SchemaDocs(shape).write();
  }

  /// A partition is told of at its table, a composite type in a list.
  private static boolean hasSection(Relation relation) {
    return (relation.isTable() || relation.isView()) && !relation.isPartition();
  }

  private String write() {
    List<CatalogObject> schemas = others(Kind.SCHEMA);
    page.heading(1, "Database schema");
    page.paragraph("Written by `towpath catalog docs`; not to be edited by hand.");
    page.table(
        List.of("Schema", "Tables", "Views", "Functions", "Types", "Comment"),
        schemas.stream().map(this::counted).toList());
    schemas.forEach(this::schema);
    beside();
    return page.toString();
  }

  private List<CatalogObject> others(Kind kind) {
    return shape.others().stream().filter(object -> object.name().kind() == kind).toList();
  }

  private List<String> counted(CatalogObject schema) {
    String name = schema.name().name();
    return List.of(
        Markdown.link(Markdown.code(name), Markdown.anchor("schema", name, "")),
        count(relations(name, Relation::isTable).size()),
        count(relations(name, Relation::isView).size()),
        count((int) shape.routines().stream().filter(r -> r.name().schema().equals(name)).count()),
        count(
            (int) shape.types().keySet().stream().filter(t -> t.schema().equals(name)).count()
                + composites(name).size()),
        Markdown.cell(TableDocs.property(schema, "comment")));
  }

  private static String count(int number) {
    return number == 0 ? "" : String.valueOf(number);
  }

  private List<Relation> relations(String schema, Predicate<Relation> kind) {
    return shape.relations().values().stream()
        .filter(relation -> relation.name().schema().equals(schema))
        .filter(relation -> hasSection(relation) && kind.test(relation))
        .toList();
  }

  private List<Relation> composites(String schema) {
    return shape.relations().values().stream()
        .filter(relation -> relation.name().schema().equals(schema))
        .filter(relation -> relation.kind() == Kind.COMPOSITE_TYPE)
        .toList();
  }

  private void schema(CatalogObject schema) {
    String name = schema.name().name();
    page.heading(SCHEMA, "Schema " + Markdown.code(name), Markdown.anchor("schema", name, ""));
    page.paragraph(Markdown.prose(TableDocs.property(schema, "comment")));
    page.table(List.of("Role", "Privileges"), Grantees.rows(schema));
    List<Relation> tables = relations(name, Relation::isTable);
    Diagram.of(name, tables).forEach(diagram -> page.block("mermaid", diagram));
    section("Tables", tables);
    section("Views", relations(name, Relation::isView));
    routines(name);
    new TypeDocs(shape, name, page).write();
  }

  private void section(String title, List<Relation> relations) {
    if (relations.isEmpty()) {
      return;
    }
    page.heading(SECTION, title);
    page.paragraph(
        relations.stream()
            .map(Relation::name)
            .map(name -> Markdown.link(Markdown.code(name.name()), TableDocs.anchor(name)))
            .collect(Collectors.joining(" · ")));
    for (Relation relation : relations) {
      new TableDocs(relation, referrers, linked, page).write();
      partitions(relation);
    }
  }

  private void partitions(Relation table) {
    if (table.property("partition by").isEmpty()) {
      return;
    }
    page.table(
        List.of("Partition", "Of", "Bound"),
        shape.relations().values().stream()
            .filter(each -> each.isPartition() && isUnder(each, table.name()))
            .map(
                each ->
                    List.of(
                        Markdown.code(each.name().toString()),
                        Markdown.code(each.property("partition of").orElse("")),
                        Markdown.code(each.property("partition bound").orElse(""))))
            .toList());
  }

  /// Through partitions that are partitioned themselves.
  private boolean isUnder(Relation partition, Name table) {
    Name parent = Name.read(partition.property("partition of").orElse(""));
    return parent.equals(table)
        || shape.relation(parent).filter(up -> up.isPartition() && isUnder(up, table)).isPresent();
  }

  private void routines(String schema) {
    if (shape.routines().stream().anyMatch(routine -> routine.name().schema().equals(schema))) {
      page.heading(SECTION, "Functions");
      RoutineDocs.write(
          shape.routines().stream()
              .filter(routine -> routine.name().schema().equals(schema))
              .toList(),
          page);
    }
  }

  /// What belongs to no schema.
  private void beside() {
    List<CatalogObject> beside =
        shape.others().stream()
            .filter(object -> object.name().kind() != Kind.SCHEMA)
            .filter(object -> object.name().schema().isEmpty())
            .toList();
    if (beside.isEmpty()) {
      return;
    }
    page.heading(SCHEMA, "Beside the schemas");
    page.table(
        List.of("Kind", "Name", "Properties"),
        beside.stream()
            .map(
                object ->
                    List.of(
                        object.name().kind().words(),
                        Markdown.code(object.name().name()),
                        TypeDocs.properties(object)))
            .toList());
  }
}
