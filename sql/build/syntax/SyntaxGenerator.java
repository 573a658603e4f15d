package syntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Generates the syntax tree: the sealed interface `Node` with a record for each kind, its
/// enumerations, and `NodeReader`, which fills the records from the parser's JSON.
public final class SyntaxGenerator {
  private static final String PACKAGE = "dev.towpath.sql.syntax";

  private final Schema schema;
  private final Path directory;

  private SyntaxGenerator(Schema schema, Path directory) {
    this.schema = schema;
    this.directory = directory;
  }

  /// Reads the two declaration files of the npm package `@pgsql/types`.
  public static void generate(Path types, Path enums, Path sources) throws IOException {
    Schema schema = Schema.read(Files.readString(types), Files.readString(enums));
    Path directory = sources.resolve(PACKAGE.replace('.', '/'));
    Files.createDirectories(directory);
    SyntaxGenerator generator = new SyntaxGenerator(schema, directory);
    generator.write("Node", generator.nodes());
    generator.write("NodeReader", generator.reader());
    for (Map.Entry<String, List<String>> constants : schema.enums().entrySet()) {
      generator.write(constants.getKey(), enumeration(constants.getKey(), constants.getValue()));
    }
  }

  private void write(String name, String body) throws IOException {
    String text = "package " + PACKAGE + ";\n\n" + body;
    Files.writeString(directory.resolve(name + ".java"), text);
  }

  private static String enumeration(String name, List<String> constants) {
    return """
    /// PostgreSQL's %s.
    public enum %s {
      %s
    }
    """
        .formatted(name, name, String.join(",\n  ", constants));
  }

  private String nodes() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        import org.jspecify.annotations.Nullable;

        /// A node of PostgreSQL's parse tree, with PostgreSQL's own names of kinds and fields.
        /// What a statement leaves out is null, an empty list or text, 0 or false. Offsets count
        /// UTF-16 code units from the start of the statement's text; -1 says that PostgreSQL
        /// knows none.
        public sealed interface Node {
          /// The nodes directly below this one, in the order of PostgreSQL's fields.
          java.util.List<Node> children();

          /// An empty place in a list, like the one of a `DISTINCT` without `ON`.
          record Empty() implements Node {
            @Override
            public java.util.List<Node> children() {
              return java.util.List.of();
            }
          }

          /// A kind of node that this version of the tree doesn't know.
          record UnknownNode(java.lang.String kind) implements Node {
            @Override
            public java.util.List<Node> children() {
              return java.util.List.of();
            }
          }
        """);
    schema.kinds().forEach((kind, fields) -> text.append(node(kind, javaFields(fields))));
    return text.append("}\n").toString();
  }

  private static String node(String kind, List<JavaField> fields) {
    List<String> components =
        fields.stream().map(field -> "\n      " + field.type() + " " + field.name()).toList();
    List<String> below = fields.stream().filter(JavaField::holdsNode).map(JavaField::name).toList();
    String children =
        below.isEmpty() ? "java.util.List.of()" : "Children.of(" + String.join(", ", below) + ")";
    return """

      record %s(%s)
          implements Node {
        @Override
        public java.util.List<Node> children() {
          return %s;
        }
      }
    """
        .formatted(kind, String.join(",", components), children);
  }

  private List<JavaField> javaFields(List<Schema.Field> fields) {
    return fields.stream().map(field -> new JavaField(schema, field)).toList();
  }

  private String reader() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        import org.jspecify.annotations.Nullable;

        /// Fills the nodes from the parser's JSON: each is an object with its kind as the only
        /// key.
        final class NodeReader {
          private NodeReader() {}

        """);
    text.append(dispatch());
    schema.kinds().forEach((kind, fields) -> text.append(reader(kind, javaFields(fields))));
    return text.append("}\n").toString();
  }

  /// One switch for each first letter: HotSpot doesn't compile a method as long as one for all.
  private String dispatch() {
    Map<Character, List<String>> byLetter = new TreeMap<>();
    for (String kind : schema.kinds().keySet()) {
      byLetter.computeIfAbsent(kind.charAt(0), letter -> new ArrayList<>()).add(kind);
    }
    StringBuilder text = new StringBuilder();
    text.append("  static Node node(JsonInput in) {\n");
    text.append("    java.lang.String kind = in.beginNode();\n");
    text.append("    Node node = kind == null ? new Node.Empty() : switch (kind.charAt(0)) {\n");
    byLetter
        .keySet()
        .forEach(c -> text.append("      case '%s' -> node%s(kind, in);\n".formatted(c, c)));
    text.append("      default -> in.unknown(kind);\n    };\n");
    text.append("    in.endNode(kind);\n    return node;\n  }\n");
    byLetter.forEach(
        (letter, kinds) -> {
          text.append("\n  private static Node node" + letter);
          text.append("(java.lang.String kind, JsonInput in) {\n    return switch (kind) {\n");
          kinds.forEach(
              kind -> text.append("      case \"%s\" -> %s(in);\n".formatted(kind, kind)));
          text.append("      default -> in.unknown(kind);\n    };\n  }\n");
        });
    return text.toString();
  }

  private static String reader(String kind, List<JavaField> fields) {
    StringBuilder text = new StringBuilder();
    text.append("\n  static Node.%s %s(JsonInput in) {\n".formatted(kind, kind));
    for (JavaField field : fields) {
      text.append("    %s %s = %s;\n".formatted(field.type(), field.name() + "0", field.absent()));
    }
    text.append("    in.beginObject();\n");
    text.append(
        "    for (java.lang.String name = in.nextName(); name != null; name = in.nextName()) {\n");
    text.append("      switch (name) {\n");
    for (JavaField field : fields) {
      text.append(
          "        case \"%s\" -> %s0 = %s;\n"
              .formatted(field.field().name(), field.name(), field.read()));
    }
    text.append("        default -> in.skip();\n      }\n    }\n");
    List<String> values = fields.stream().map(field -> field.name() + "0").toList();
    text.append("    return new Node.%s(%s);\n  }\n".formatted(kind, String.join(", ", values)));
    return text.toString();
  }
}
