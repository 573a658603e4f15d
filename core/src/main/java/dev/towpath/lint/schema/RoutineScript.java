package dev.towpath.lint.schema;

import static dev.towpath.lint.schema.CatalogScript.clause;
import static dev.towpath.lint.schema.CatalogScript.quoted;
import static dev.towpath.lint.schema.CatalogScript.text;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/// A routine of a catalog as the statement that makes it, with its body where it can be read.
final class RoutineScript {
  private static final Set<String> READ = Set.of("sql", "plpgsql");

  /// How a body begins that is no string.
  private static final Pattern BOUND = Pattern.compile("(?i)\\s*(begin\\s+atomic|return)\\b");

  private RoutineScript() {}

  static String of(CatalogObject routine) {
    String name = routine.name().name();
    StringBuilder sql = new StringBuilder("create ");
    sql.append(routine.name().kind() == Kind.FUNCTION ? "function " : "procedure ");
    sql.append(quoted(routine.name().schema())).append('.');
    sql.append(quoted(name.substring(0, name.indexOf('('))));
    sql.append('(').append(text(routine, "arguments")).append(')');
    sql.append(clause(" returns ", text(routine, "returns")));
    sql.append(clause(" ", text(routine, "volatility")));
    sql.append(text(routine, "security").isEmpty() ? "" : " security definer");
    routine.properties().keySet().stream()
        .filter(each -> each.startsWith("set "))
        .forEach(each -> sql.append(' ').append(each).append(" = ").append(value(routine, each)));
    return sql.append(body(routine)).toString();
  }

  private static String body(CatalogObject routine) {
    String language = text(routine, "language");
    String body = text(routine, "body");
    if (language.equals("sql") && BOUND.matcher(body).lookingAt()) {
      return " language sql " + body;
    }
    return READ.contains(language)
        ? " language " + language + " as '" + body.replace("'", "''") + "'"
        : " language plpgsql as ''";
  }

  /// Of settings only the path matters.
  private static String value(CatalogObject routine, String setting) {
    String value = text(routine, setting);
    return setting.equals("set search_path") && !value.isBlank() ? value : "''";
  }
}
