package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import dev.towpath.sql.syntax.VariableSetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a statement does to a schema, as far as verdicts on later statements depend on it.
final class SchemaChange {
  private final Schema schema;

  private SchemaChange(Schema schema) {
    this.schema = schema;
  }

  static void apply(Schema schema, Node statement) {
    new SchemaChange(schema).apply(statement);
  }

  private void apply(Node statement) {
    switch (statement) {
      case Node.CreateStmt create -> NewTable.apply(schema, create);
      case Node.CreateTableAsStmt create -> tableAs(create);
      case Node.ViewStmt view -> relation(view.view(), Table.Sort.VIEW);
      case Node.CreateForeignTableStmt foreign -> foreignTable(foreign);
      case Node.AlterTableStmt alter -> TableChange.apply(schema, alter);
      case Node.IndexStmt index -> index(index);
      case Node.DropStmt drop -> drop(drop);
      case Node.RenameStmt rename -> rename(rename);
      case Node.AlterObjectSchemaStmt move -> move(move);
      case Node.CreatePolicyStmt policy -> PolicyChange.made(schema, policy);
      case Node.AlterPolicyStmt policy -> PolicyChange.altered(schema, policy);
      case Node.CreateEnumStmt type -> enumType(type);
      case Node.AlterEnumStmt type -> enumValue(type);
      case Node.CreateDomainStmt domain -> DomainChange.apply(schema, domain);
      case Node.AlterDomainStmt domain -> DomainChange.apply(schema, domain);
      case Node.CompositeTypeStmt type ->
          other(type.typevar() == null ? new Name("", "") : Name.of(type.typevar()));
      case Node.CreateRangeStmt type -> other(Name.of(type.typeName()));
      case Node.CreateFunctionStmt routine -> routine(routine);
      case Node.VariableSetStmt set when set.name().equals("search_path") -> searchPath(set);
      default -> {} // changes nothing that a verdict depends on
    }
  }

  private void tableAs(Node.CreateTableAsStmt create) {
    if (create.into() != null) {
      boolean view = create.objtype() == ObjectType.OBJECT_MATVIEW;
      relation(create.into().rel(), view ? Table.Sort.MATERIALIZED_VIEW : Table.Sort.TABLE);
    }
  }

  private void foreignTable(Node.CreateForeignTableStmt foreign) {
    if (foreign.base() != null) {
      relation(foreign.base().relation(), Table.Sort.FOREIGN);
    }
  }

  private void relation(Node.@Nullable RangeVar relation, Table.Sort sort) {
    if (relation == null) {
      return;
    }
    Name name = NewTable.name(schema, relation);
    boolean temporary = name.schema().equals(SearchPath.TEMPORARY);
    boolean born = schema.table(name).map(Table::born).orElse(schema.isDeploying());
    schema.put(Table.of(name, temporary ? Table.Sort.TEMPORARY : sort, born, true));
  }

  private void index(Node.IndexStmt statement) {
    if (statement.relation() == null) {
      return;
    }
    Name table = schema.qualified(Name.of(statement.relation()));
    Index index =
        new Index(
            new Name(table.schema(), statement.idxname()),
            plainColumns(statement.indexParams()),
            statement.unique(),
            statement.whereClause() != null,
            schema.isDeploying());
    schema.change(table, each -> each.with(index));
  }

  private static List<String> plainColumns(List<Node> elements) {
    List<String> columns = new ArrayList<>();
    for (Node element : elements) {
      if (!(element instanceof Node.IndexElem column) || column.name().isEmpty()) {
        break;
      }
      columns.add(column.name());
    }
    return columns;
  }

  private void drop(Node.DropStmt drop) {
    PolicyChange.fallen(schema, drop);
    for (Node object : drop.objects()) {
      switch (drop.removeType()) {
        case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE ->
            schema.dropTable(Name.ofObject(object));
        case OBJECT_INDEX -> dropIndex(Name.ofObject(object));
        case OBJECT_TYPE, OBJECT_DOMAIN -> schema.dropType(Name.ofObject(object));
        case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE ->
            schema.dropRoutine(Name.ofObject(object));
        case OBJECT_SCHEMA -> schema.dropSchema(Name.word(object));
        case OBJECT_POLICY -> PolicyChange.dropped(schema, object);
        default -> {} // nothing that a verdict depends on
      }
    }
  }

  private void dropIndex(Name name) {
    schema
        .index(name)
        .ifPresent(
            found ->
                schema.put(
                    found
                        .table()
                        .indexes(
                            found.table().indexes().stream()
                                .filter(each -> !each.equals(found.index()))
                                .toList())));
  }

  private void rename(Node.RenameStmt rename) {
    if (rename.relation() == null) {
      return;
    }
    Name before = schema.qualified(Name.of(rename.relation()));
    switch (rename.renameType()) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE ->
          schema.rename(before, new Name(before.schema(), rename.newname()));
      case OBJECT_COLUMN ->
          schema.change(
              before, table -> TableChange.renamed(table, rename.subname(), rename.newname()));
      case OBJECT_TABCONSTRAINT ->
          schema.change(
              before,
              table -> TableChange.renamedConstraint(table, rename.subname(), rename.newname()));
      default -> {} // nothing that a verdict depends on
    }
  }

  private void move(Node.AlterObjectSchemaStmt move) {
    if (move.relation() != null) {
      Name before = schema.qualified(Name.of(move.relation()));
      schema.rename(before, new Name(move.newschema(), before.name()));
    }
  }

  private void enumType(Node.CreateEnumStmt statement) {
    List<String> values = statement.vals().stream().map(Name::word).toList();
    Name name = schema.qualified(Name.of(statement.typeName()));
    schema.put(
        new Schema.Type(
            name, Schema.Type.Sort.ENUM, values, List.of(), "", false, schema.isDeploying()));
  }

  private void enumValue(Node.AlterEnumStmt statement) {
    Name name = Name.of(statement.typeName());
    Schema.Type before =
        schema
            .type(name)
            .orElse(
                new Schema.Type(
                    schema.qualified(name),
                    Schema.Type.Sort.ENUM,
                    List.of(),
                    List.of(),
                    "",
                    false,
                    false));
    List<String> values = new ArrayList<>(before.values());
    values.remove(statement.oldVal());
    values.add(statement.newVal());
    List<String> born = new ArrayList<>(before.bornValues());
    if (schema.isDeploying() && statement.oldVal().isEmpty()) {
      born.add(statement.newVal());
    }
    schema.put(
        new Schema.Type(
            before.name(), Schema.Type.Sort.ENUM, values, born, "", false, before.born()));
  }

  private void other(Name name) {
    schema.put(
        new Schema.Type(
            schema.qualified(name),
            Schema.Type.Sort.OTHER,
            List.of(),
            List.of(),
            "",
            false,
            schema.isDeploying()));
  }

  private void routine(Node.CreateFunctionStmt statement) {
    schema.put(
        new Schema.Routine(
            schema.qualified(Name.of(statement.funcname())),
            volatility(statement).orElse("volatile").charAt(0),
            schema.isDeploying()));
  }

  private static Optional<String> volatility(Node.CreateFunctionStmt statement) {
    return statement.options().stream()
        .filter(Node.DefElem.class::isInstance)
        .map(Node.DefElem.class::cast)
        .filter(option -> option.defname().equals("volatility") && option.arg() != null)
        .map(option -> Name.word(option.arg()))
        .filter(word -> !word.isEmpty())
        .findFirst();
  }

  private void searchPath(Node.VariableSetStmt set) {
    schema.searchPath(path(set));
  }

  /// The schemas that a SET names.
  static List<String> path(Node.VariableSetStmt set) {
    List<String> path = new ArrayList<>();
    if (set.kind() == VariableSetKind.VAR_SET_VALUE) {
      for (Node value : set.args()) {
        if (value instanceof Node.A_Const constant && constant.sval() != null) {
          path.add(constant.sval().sval());
        }
      }
    }
    path.removeIf(String::isBlank);
    return path;
  }
}
