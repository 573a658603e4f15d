package dev.towpath.catalog.docs;

import dev.towpath.catalog.CatalogObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who may do what with an object, beyond its owner.
final class Grantees {
  private static final String GIVEN = "grant ";
  private static final String TAKEN = "revoked ";

  private Grantees() {}

  static List<List<String>> rows(CatalogObject object) {
    return object.properties().entrySet().stream()
        .filter(each -> each.getKey().startsWith(GIVEN) || each.getKey().startsWith(TAKEN))
        .map(each -> List.of(Markdown.code(role(each)), what(each)))
        .toList();
  }

  private static String role(Map.Entry<String, String> grant) {
    return grant.getKey().substring(grant.getKey().indexOf(' ') + 1);
  }

  private static String what(Map.Entry<String, String> grant) {
    String privileges = Markdown.cell(grant.getValue());
    return grant.getKey().startsWith(TAKEN) ? "not " + privileges : privileges;
  }

  /// In one cell.
  static String line(CatalogObject object) {
    return rows(object).stream()
        .map(row -> row.getFirst() + ": " + row.getLast())
        .collect(Collectors.joining("<br>"));
  }
}
