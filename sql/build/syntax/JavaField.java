package syntax;

import java.util.Set;

/// A field of a node kind as a component of a Java record.
record JavaField(Schema schema, Schema.Field field) {
  private static final Set<String> OFFSETS =
      Set.of("list_start", "list_end", "rexpr_list_start", "rexpr_list_end");
  private static final Set<String> RESERVED =
      Set.of(
          "default",
          "abstract",
          "transient",
          "final",
          "native",
          "for",
          "if",
          "else",
          "this",
          "new",
          "notify",
          "wait",
          "hashCode",
          "getClass",
          "finalize",
          "clone",
          "toString",
          "notifyAll");

  /// In Java's spelling: `rexpr_list_start` becomes `rexprListStart`.
  String name() {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (char c : field.name().toCharArray()) {
      if (c == '_') {
        upper = !name.isEmpty();
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return RESERVED.contains(name.toString()) ? name + "_" : name.toString();
  }

  String type() {
    if (field.many()) {
      return "java.util.List<" + element() + ">";
    }
    return switch (field.type()) {
      case "number" -> "int";
      case "bigint" -> "long";
      case "boolean" -> "boolean";
      case "string" -> "java.lang.String";
      case "Node" -> "@Nullable Node";
      default -> isEnum() ? field.type() : "Node.@Nullable " + field.type();
    };
  }

  private String element() {
    return switch (field.type()) {
      case "bigint" -> "java.lang.Long";
      case "string" -> "java.lang.String";
      case "Node" -> "Node";
      default -> "Node." + field.type();
    };
  }

  private boolean isEnum() {
    return schema.enums().containsKey(field.type());
  }

  boolean isOffset() {
    return field.type().equals("number")
        && (field.name().endsWith("location") || OFFSETS.contains(field.name()));
  }

  boolean holdsNode() {
    return schema.kinds().containsKey(field.type()) || field.type().equals("Node");
  }

  /// What the field is where PostgreSQL leaves it out.
  String absent() {
    if (field.many()) {
      return "java.util.List.of()";
    }
    return switch (field.type()) {
      case "number", "bigint" -> "0";
      case "boolean" -> "false";
      case "string" -> "\"\"";
      default ->
          isEnum() ? field.type() + "." + schema.enums().get(field.type()).getFirst() : "null";
    };
  }

  /// The expression that reads the field from the JSON.
  String read() {
    if (field.many()) {
      return switch (field.type()) {
        case "bigint" -> "in.list(JsonInput::longValue)";
        case "string" -> "in.list(JsonInput::text)";
        case "Node" -> "in.list(NodeReader::node)";
        default -> "in.list(NodeReader::" + field.type() + ")";
      };
    }
    return switch (field.type()) {
      case "number" -> isOffset() ? "in.offset()" : "in.number()";
      case "bigint" -> "in.longValue()";
      case "boolean" -> "in.bool()";
      case "string" -> "in.text()";
      case "Node" -> "node(in)";
      default -> isEnum() ? field.type() + ".valueOf(in.text())" : field.type() + "(in)";
    };
  }
}
