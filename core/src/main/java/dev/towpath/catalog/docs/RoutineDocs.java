package dev.towpath.catalog.docs;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.shape.Routine;
import java.util.List;

/// What is said of the functions, procedures and aggregates of a schema.
final class RoutineDocs {
  private RoutineDocs() {}

  static void write(List<Routine> routines, Markdown to) {
    to.table(
        List.of("Name", "Arguments", "Returns", "Kind", "Runs as", "Settings", "Grants", "Comment"),
        routines.stream().map(routine -> row(routine.object(), routine)).toList());
  }

  private static List<String> row(CatalogObject object, Routine routine) {
    return List.of(
        Markdown.code(routine.name().name()),
        Markdown.code(TableDocs.property(object, "arguments")),
        Markdown.code(TableDocs.property(object, "returns")),
        kind(object),
        TableDocs.property(object, "security").equals("definer") ? "**its owner**" : "the caller",
        settings(object),
        Grantees.line(object),
        Markdown.cell(TableDocs.property(object, "comment")));
  }

  private static String kind(CatalogObject object) {
    String volatility = object.properties().getOrDefault("volatility", "volatile");
    String language = object.properties().getOrDefault("language", "");
    String words = object.name().kind().words();
    return words.equals("function")
        ? volatility + " " + language
        : (words + " " + language).strip();
  }

  private static String settings(CatalogObject object) {
    return String.join(
        "<br>",
        object.properties().entrySet().stream()
            .filter(each -> each.getKey().startsWith("set "))
            .map(each -> Markdown.code(each.getKey().substring(4) + " = " + each.getValue()))
            .toList());
  }
}
