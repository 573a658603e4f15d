package dev.towpath.catalog.types;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Quoted;
import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One file of Java: a class with a record for each table, view and composite type, and an enum for
/// each enum. Stateless.
public final class JavaRecords {
  /// The JVM's limit, of which a long and a double count two.
  private static final int MOST_COMPONENTS = 127;

  private static final Map<String, String> IMPORTS =
      Map.of(
          "BigDecimal", "java.math.BigDecimal",
          "LocalDate", "java.time.LocalDate",
          "LocalDateTime", "java.time.LocalDateTime",
          "LocalTime", "java.time.LocalTime",
          "OffsetDateTime", "java.time.OffsetDateTime",
          "OffsetTime", "java.time.OffsetTime",
          "List", "java.util.List",
          "UUID", "java.util.UUID");
  private static final Set<String> OF_JAVA =
      Set.of("String", "Boolean", "Short", "Integer", "Long", "Float", "Double", "Override");
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Shape shape;
  private final TsTypes nullness;
  private final Map<Name, String> nested = new LinkedHashMap<>();
  private final Set<String> imports = new TreeSet<>();
  private final StringBuilder body = new StringBuilder();

  private JavaRecords(Shape shape, List<String> schemas) {
    this.shape = shape;
    this.nullness = new TsTypes(shape, schemas);
  }

  /// One class with a record for each relation.
  ///
  /// @param packageName empty for none
  /// @param className of the class around the records
  public static String write(
      Shape shape, List<String> schemas, String packageName, String className) {
    return new JavaRecords(shape, schemas).write(schemas, packageName, className);
  }

  private String write(List<String> schemas, String packageName, String className) {
    List<CatalogObject> enums =
        shape.types().values().stream()
            .filter(type -> type.name().kind() == Kind.ENUM)
            .filter(type -> schemas.contains(type.name().schema()))
            .toList();
    List<Relation> relations =
        shape.relations().values().stream()
            .filter(relation -> schemas.contains(relation.name().schema()))
            .filter(relation -> !relation.isPartition())
            .toList();
    name(enums, relations, className);
    enums.forEach(this::enumeration);
    relations.forEach(this::relation);
    String head = packageName.isEmpty() ? "" : "package " + packageName + ";\n\n";
    String imported =
        imports.stream().map(each -> "import " + each + ";\n").collect(Collectors.joining());
    return "// Written by towpath types: not to be edited by hand.\n"
        + head
        + imported
        + (imported.isEmpty() ? "" : "\n")
        + "/** The tables, views and types of the database, one record or enum each. */\n"
        + "public final class %s {\n  private %s() {}\n%s}\n".formatted(className, className, body);
  }

  /// One name may stand in several schemas: the later one gets a number.
  private void name(List<CatalogObject> enums, List<Relation> relations, String className) {
    Set<String> taken = new TreeSet<>(IMPORTS.keySet());
    taken.addAll(OF_JAVA);
    taken.add(className);
    JavaNames names = new JavaNames(taken);
    for (CatalogObject type : enums) {
      nested.put(
          new Name(type.name().schema(), type.name().name()), names.type(type.name().name()));
    }
    relations.stream()
        .sorted(Comparator.comparing(relation -> relation.name().name()))
        .forEach(relation -> nested.put(relation.name(), names.type(relation.name().name())));
  }

  private void enumeration(CatalogObject type) {
    Name name = new Name(type.name().schema(), type.name().name());
    JavaNames names = new JavaNames(Set.of());
    String constants =
        Labels.of(type).stream()
            .map(label -> "    %s(%s)".formatted(names.constant(label), Quoted.of(label)))
            .collect(Collectors.joining(",\n"));
    heading(type);
    body.append(
        """
          public enum %1$s {
        %2$s;

            private final String label;

            %1$s(String label) {
              this.label = label;
            }

            /** As the database writes it. */
            public String label() {
              return label;
            }
          }
        """
            .formatted(nested.get(name), constants.isEmpty() ? "    " : constants));
  }

  private void relation(Relation relation) {
    if (relation.columns().size() > MOST_COMPONENTS) {
      body.append("\n  // ").append(printable(relation.object().name().title()));
      body.append(": more columns than a record can have.\n");
      return;
    }
    JavaTypes types = new JavaTypes(shape, nested);
    JavaNames names = new JavaNames(Set.of());
    String components =
        relation.columns().stream()
            .map(column -> "      " + component(relation, column, types, names))
            .collect(Collectors.joining(",\n"));
    heading(relation.object());
    body.append("  public record ").append(nested.get(relation.name())).append('(');
    body.append(components.isEmpty() ? "" : "\n").append(components).append(") {}\n");
  }

  private String component(Relation relation, Column column, JavaTypes types, JavaNames names) {
    String type = types.of(column.type(), nullness.nullable(relation, column));
    WORD.matcher(type)
        .results()
        .filter(word -> IMPORTS.containsKey(word.group()))
        .forEach(word -> imports.add(IMPORTS.get(word.group())));
    return type + " " + names.component(column.name());
  }

  private void heading(CatalogObject object) {
    String title = printable(object.name().title());
    body.append("\n  /** ")
        .append(Character.toUpperCase(title.charAt(0)))
        .append(title.substring(1))
        .append(". */\n");
  }

  /// Text that ends no comment: a backslash could begin an escape of a character.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\\\]", " ").replace("*/", "* /");
  }
}
