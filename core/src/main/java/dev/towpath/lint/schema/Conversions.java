package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.ObjectType;
import java.util.HashSet;
import java.util.Set;

/// What this deploy does to put one table in the place of another. Not thread-safe.
public final class Conversions {
  private final Schema schema;
  private final Set<Name> vacated = new HashSet<>();
  private final Set<Name> copied = new HashSet<>();

  Conversions(Schema schema) {
    this.schema = schema;
  }

  /// Whether a table that was there before this deploy has been dropped or got another name.
  public boolean isVacated(Name table) {
    return vacated.contains(schema.qualified(table));
  }

  /// Whether rows of another table have been copied to it.
  public boolean isCopied(Name table) {
    return copied.contains(schema.qualified(table));
  }

  void settle() {
    vacated.clear();
    copied.clear();
  }

  /// Before the schema itself moves on: what a name stood for is asked there.
  void apply(Node statement) {
    if (!schema.isDeploying()) {
      return;
    }
    switch (statement) {
      case Node.RenameStmt rename
          when rename.renameType() == ObjectType.OBJECT_TABLE && rename.relation() != null ->
          vacate(Name.of(rename.relation()));
      case Node.DropStmt drop when drop.removeType() == ObjectType.OBJECT_TABLE ->
          drop.objects().forEach(object -> vacate(Name.ofObject(object)));
      case Node.InsertStmt insert when insert.relation() != null ->
          copy(insert, Name.of(insert.relation()));
      default -> {} // moves no table and no rows
    }
  }

  private void vacate(Name table) {
    if (!schema.isBorn(table)) {
      vacated.add(schema.qualified(table));
    }
  }

  private void copy(Node.InsertStmt insert, Name table) {
    if (insert.selectStmt() instanceof Node.SelectStmt select
        && !Nodes.find(select, Node.RangeVar.class).isEmpty()) {
      copied.add(schema.qualified(table));
    }
  }
}
