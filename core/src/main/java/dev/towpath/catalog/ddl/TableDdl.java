package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tables, also partitioned, inherited, typed and foreign ones; [TableColumns] writes what their
/// columns need beyond CREATE TABLE.
final class TableDdl implements Family {
  private static final String PARTITION_OF = "partition of";
  private static final String BOUND = "partition bound";
  private static final String INHERITS = "inherits";
  private static final String OF_TYPE = "of type";

  private final Context context;
  private final TableState state;

  TableDdl(Context context) {
    this.context = context;
    this.state = new TableState(context);
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    Map<String, String> is = object.properties();
    StringBuilder sql = new StringBuilder("create ");
    sql.append(is.containsKey("persistence") ? is.get("persistence") + " " : "");
    sql.append(name.kind().words()).append(' ').append(Sql.path(name));
    if (is.containsKey(PARTITION_OF)) {
      sql.append(" partition of ").append(is.get(PARTITION_OF)).append(' ').append(is.get(BOUND));
    } else if (is.containsKey(OF_TYPE)) {
      sql.append(" of ").append(is.get(OF_TYPE));
    } else {
      sql.append(columns(name));
      sql.append(is.containsKey(INHERITS) ? " inherits (" + is.get(INHERITS) + ")" : "");
    }
    if (name.kind() == Kind.FOREIGN_TABLE) {
      sql.append(" server ").append(Sql.name(is.getOrDefault("server", "")));
      sql.append(Options.foreign(object));
      Options.sayGaps(object, Options.of(object).keySet(), context.steps());
    } else {
      sql.append(is.containsKey("partition by") ? " partition by " + is.get("partition by") : "");
      sql.append(is.containsKey("access method") ? " using " + is.get("access method") : "");
      sql.append(Options.with(object));
      sql.append(
          is.containsKey("tablespace")
              ? " tablespace " + Sql.name(is.getOrDefault("tablespace", ""))
              : "");
    }
    context.steps().create(Phase.TABLE, covers(name, context.after()), name, sql.toString());
    state.change(Change.between(CatalogObject.of(name, Map.of()), object));
  }

  private String columns(ObjectName name) {
    List<String> lines =
        context.after().columns(name).stream()
            .map(column -> ColumnDdl.listed(column, context.after()))
            .flatMap(Optional::stream)
            .toList();
    return lines.isEmpty() ? " ()" : " (\n  " + String.join(",\n  ", lines) + "\n)";
  }

  /// A table with its columns and the sequences behind them.
  private static Set<ObjectName> covers(ObjectName table, Side side) {
    Set<ObjectName> covers = new HashSet<>();
    covers.add(table);
    for (CatalogObject column : side.columns(table)) {
      covers.add(column.name());
      side.identity(column.name()).ifPresent(sequence -> covers.add(sequence.name()));
    }
    return covers;
  }

  @Override
  public void drop(CatalogObject object) {
    ObjectName name = object.name();
    Set<ObjectName> covers = covers(name, context.before());
    context.before().parts(name).stream()
        .map(CatalogObject::name)
        .filter(part -> !ConstraintDdl.refersToGoing(part, context))
        .forEach(covers::add);
    String destroys = name.kind() == Kind.TABLE ? "the rows of " + name.title() : "";
    context
        .steps()
        .drop(covers, name, "drop " + name.kind().words() + " " + Sql.path(name), destroys);
  }

  @Override
  public void change(Change change) {
    if (change.object().kind() == Kind.FOREIGN_TABLE) {
      Options.foreign(change).ifPresent(options -> alter(change, options));
      Options.sayGaps(change.after(), change.rest(Options.PREFIX), context.steps());
      if (change.has("server")) {
        context.steps().gap(change.object(), "A foreign table can't be moved to another server.");
      }
      return;
    }
    if (change.has("partition by")) {
      context
          .steps()
          .gap(change.object(), "A table can't be partitioned otherwise than it was made.");
    }
    if (change.has("persistence")) {
      alter(change, change.now("persistence").map(to -> "set " + to).orElse("set logged"));
    }
    if (change.has("access method")) {
      alter(change, "set access method " + change.now("access method").orElse("heap"));
    }
    if (change.has("tablespace")) {
      alter(change, "set tablespace " + Sql.name(change.now("tablespace").orElse("pg_default")));
    }
    Options.changes(change).forEach(action -> alter(change, action));
    place(change);
    state.change(change);
  }

  /// Its place under a parent.
  private void place(Change change) {
    String table = Sql.path(change.object());
    if (change.hasAny(PARTITION_OF, BOUND)) {
      if (!change.was(PARTITION_OF).isEmpty()) {
        context
            .steps()
            .loosen(
                change.object(),
                "alter table " + change.was(PARTITION_OF) + " detach partition " + table);
      }
      if (!change.is(PARTITION_OF).isEmpty()) {
        parent(
            change,
            "alter table "
                + change.is(PARTITION_OF)
                + " attach partition "
                + table
                + " "
                + change.is(BOUND));
      }
    }
    List<String> before = Sql.items(change.was(INHERITS));
    List<String> after = new ArrayList<>(Sql.items(change.is(INHERITS)));
    for (String parent : before) {
      if (!after.remove(parent)) {
        context.steps().loosen(change.object(), "alter table " + table + " no inherit " + parent);
      }
    }
    after.forEach(parent -> parent(change, "alter table " + table + " inherit " + parent));
    if (change.has(OF_TYPE)) {
      parent(
          change,
          "alter table "
              + table
              + change.now(OF_TYPE).map(type -> " of " + type).orElse(" not of"));
    }
  }

  private void parent(Change change, String sql) {
    context.steps().change(Phase.PARENT, change.object(), sql);
  }

  private void alter(Change change, String action) {
    ObjectName name = change.object();
    context
        .steps()
        .change(
            Phase.TABLE,
            name,
            "alter " + name.kind().words() + " " + Sql.path(name) + " " + action);
  }

  /// When an index was made again that a table replicates by.
  void indexRemade(ObjectName index) {
    context.after().whole(index).ifPresent(table -> state.indexRemade(table, index));
  }
}
