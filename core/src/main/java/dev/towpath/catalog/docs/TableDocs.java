package dev.towpath.catalog.docs;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.ForeignKey;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is said of one table or view.
///
/// @param referrers the foreign keys of others, by the table that they point to
/// @param linked the relations that have a section of their own
record TableDocs(
    Relation relation, Map<Name, List<Referrer>> referrers, Set<Name> linked, Markdown to) {
  private static final int LEVEL = 4;

  /// A foreign key seen from the table that it points to.
  record Referrer(Name table, ForeignKey key) {}

  static String anchor(Name name) {
    return Markdown.anchor("relation", name.schema(), name.name());
  }

  void write() {
    to.heading(LEVEL, Markdown.code(relation.name().name()), anchor(relation.name()));
    to.paragraph(Markdown.prose(relation.property("comment").orElse("")));
    to.paragraph(traits());
    columns();
    constraints();
    referredBy();
    parts(Kind.INDEX, "Index");
    parts(Kind.TRIGGER, "Trigger");
    parts(Kind.RULE, "Rule");
    policies();
    to.table(List.of("Role", "Privileges"), Grantees.rows(relation.object()));
    relation.property("definition").ifPresent(query -> to.block("sql", query));
  }

  private String traits() {
    List<String> traits = new ArrayList<>();
    if (relation.isTable()) {
      traits.add("Row security: " + rowSecurity() + ".");
    }
    if (relation.kind() != Kind.TABLE && relation.kind() != Kind.VIEW) {
      traits.add("A " + relation.kind().words() + ".");
    }
    trait(traits, "server", "Server: ");
    trait(traits, "persistence", "Persistence: ");
    trait(traits, "partition by", "Partitioned by ");
    trait(traits, "inherits", "Inherits from ");
    trait(traits, "replica identity", "Replica identity: ");
    relation
        .object()
        .properties()
        .forEach(
            (name, value) -> {
              if (name.startsWith("option ")) {
                traits.add(
                    "Option "
                        + Markdown.code(name.substring("option ".length()) + " = " + value)
                        + ".");
              }
            });
    return String.join(" ", traits);
  }

  private String rowSecurity() {
    if (relation.property("row security").isEmpty()) {
      return "off";
    }
    return relation.property("row security forced").isPresent() ? "on, for the owner too" : "on";
  }

  private void trait(List<String> traits, String property, String words) {
    relation.property(property).ifPresent(value -> traits.add(words + Markdown.code(value) + "."));
  }

  private void columns() {
    to.table(
        List.of("Column", "Type", "Null", "Default", "Key", "Comment", "Grants"),
        relation.columns().stream()
            .map(
                column ->
                    List.of(
                        Markdown.code(column.name()),
                        Markdown.code(column.typeText()),
                        relation.isView() ? "" : column.notNull() ? "no" : "yes",
                        usual(column),
                        String.join(", ", Diagram.marks(relation, column)),
                        Markdown.cell(column.property("comment").orElse("")),
                        Grantees.line(column.object())))
            .toList());
  }

  private static String usual(Column column) {
    if (column.property("identity").isPresent()) {
      return "identity, " + column.property("identity").get();
    }
    return column
        .property("generated")
        .map(expression -> "generated " + Markdown.code(expression))
        .or(() -> column.property("default").map(Markdown::code))
        .orElse("");
  }

  private void constraints() {
    Map<String, Name> targets =
        relation.foreignKeys().stream()
            .collect(Collectors.toMap(ForeignKey::name, ForeignKey::target, (a, b) -> a));
    to.table(
        List.of("Constraint", "Definition", "To", "Remarks"),
        relation.parts(Kind.CONSTRAINT).stream()
            .map(
                constraint ->
                    List.of(
                        Markdown.code(constraint.name().name()),
                        Markdown.code(property(constraint, "definition")),
                        link(targets.get(constraint.name().name())),
                        remarks(constraint)))
            .toList());
  }

  private static String remarks(CatalogObject part) {
    List<String> remarks = new ArrayList<>();
    part.properties()
        .forEach(
            (name, value) -> {
              if (!Set.of("definition", "comment").contains(name)) {
                remarks.add(Markdown.cell(name + ": " + value));
              }
            });
    remarks.add(Markdown.cell(property(part, "comment")));
    return remarks.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining("<br>"));
  }

  private String link(@Nullable Name name) {
    if (name == null) {
      return "";
    }
    boolean near = name.schema().equals(relation.name().schema());
    String label = Markdown.code(near ? name.name() : name.toString());
    return linked.contains(name) ? Markdown.link(label, anchor(name)) : label;
  }

  private void referredBy() {
    Set<String> lines = new HashSet<>();
    to.table(
        List.of("Referred to by", "Columns", "Constraint"),
        referrers.getOrDefault(relation.name(), List.of()).stream()
            .map(
                each ->
                    List.of(
                        link(each.table()),
                        Markdown.code(String.join(", ", each.key().columns())),
                        Markdown.code(each.key().name())))
            .filter(row -> lines.add(row.toString()))
            .toList());
  }

  private void parts(Kind kind, String head) {
    to.table(
        List.of(head, "Definition", "Remarks"),
        relation.parts(kind).stream()
            .map(
                part ->
                    List.of(
                        Markdown.code(part.name().name()),
                        Markdown.code(property(part, "definition")),
                        remarks(part)))
            .toList());
  }

  private void policies() {
    to.table(
        List.of("Policy", "For", "Roles", "Using", "With check", "Comment"),
        relation.parts(Kind.POLICY).stream()
            .map(
                policy ->
                    List.of(
                        Markdown.code(policy.name().name())
                            + (property(policy, "restrictive").isEmpty() ? "" : ", restrictive"),
                        property(policy, "command"),
                        Markdown.code(property(policy, "roles")),
                        Markdown.code(property(policy, "using")),
                        Markdown.code(property(policy, "with check")),
                        Markdown.cell(property(policy, "comment"))))
            .toList());
  }

  static String property(CatalogObject object, String name) {
    return object.properties().getOrDefault(name, "");
  }
}
