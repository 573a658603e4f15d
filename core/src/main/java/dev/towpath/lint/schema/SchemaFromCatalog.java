package dev.towpath.lint.schema;

import dev.towpath.catalog.Catalog;
import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.Map;

/// Makes a schema of what a catalog says: everything in it was there before the deploy.
public final class SchemaFromCatalog {
  private SchemaFromCatalog() {}

  /// Makes a schema.
  ///
  /// @param rows about how many rows tables have, as `schema.table`; may be empty
  public static Schema of(Catalog catalog, Map<String, Long> rows) {
    Schema schema = new Schema();
    schema.deploying(false);
    CatalogScript.of(catalog).parallelStream()
        .map(SqlParser::parse)
        .toList()
        .forEach(
            parse -> {
              if (parse instanceof Parse.Tree(Node node)) {
                schema.apply(node);
              }
            });
    rows.forEach(
        (name, count) -> {
          int dot = name.indexOf('.');
          Name whole = new Name(name.substring(0, dot), name.substring(dot + 1));
          schema.table(whole).ifPresent(table -> schema.put(table.withRows(count)));
        });
    schema.deploying(true);
    return schema;
  }
}
