package dev.towpath.migration.verify;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of objects as PostgreSQL's event triggers write them.
public final class Identity {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Set<Kind> WITH_PARTS =
      Set.of(
          Kind.TABLE,
          Kind.FOREIGN_TABLE,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.DOMAIN,
          Kind.COMPOSITE_TYPE,
          Kind.SERVER);

  private Identity() {}

  public static String of(ObjectName name) {
    return switch (name.kind()) {
      case COLUMN -> path(name.schema(), name.parent()) + "." + quoted(name.name());
      case CONSTRAINT, TRIGGER, POLICY, RULE ->
          quoted(name.name()) + " on " + path(name.schema(), name.parent());
      case FUNCTION, PROCEDURE, AGGREGATE -> routine(name);
      default -> path(name.schema(), name.name());
    };
  }

  /// Whether objects of this kind have parts: columns, constraints and the like.
  static boolean holdsParts(Kind kind) {
    return WITH_PARTS.contains(kind);
  }

  private static String routine(ObjectName name) {
    int arguments = name.name().indexOf('(');
    return path(name.schema(), name.name().substring(0, arguments))
        + name.name().substring(arguments).replace(", ", ",");
  }

  private static String path(String schema, String name) {
    return schema.isEmpty() ? quoted(name) : quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
