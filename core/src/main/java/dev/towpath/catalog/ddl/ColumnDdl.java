package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The columns of tables, of views and of composite types.
final class ColumnDdl {
  private static final String DEFAULT = "default";
  private static final String NOT_NULL = "not null";
  private static final String GENERATED = "generated";
  private static final String IDENTITY = "identity";
  private static final int EXPRESSION_CAN_CHANGE = 17;
  private static final int STORAGE_HAS_DEFAULT = 16;

  /// What the statement that makes a column says of it.
  private static final Set<String> MADE =
      Set.of("type", "collation", DEFAULT, NOT_NULL, GENERATED, IDENTITY, "inherited");

  private static final Set<String> TYPED = Set.of("type", "collation");

  private final Context context;

  ColumnDdl(Context context) {
    this.context = context;
  }

  /// Name, type and collation.
  static String typed(CatalogObject column) {
    Map<String, String> is = column.properties();
    return Sql.name(column.name().name())
        + (" " + is.get("type"))
        + (is.containsKey("collation") ? " collate " + is.get("collation") : "");
  }

  /// The column as a part of CREATE TABLE or behind ADD COLUMN.
  static String definition(CatalogObject column, Side side) {
    Map<String, String> is = column.properties();
    StringBuilder sql = new StringBuilder(typed(column));
    if (is.containsKey(DEFAULT)) {
      sql.append(" default ").append(is.get(DEFAULT));
    }
    if (is.containsKey(GENERATED)) {
      sql.append(" generated always as ").append(expression(is.getOrDefault(GENERATED, "")));
    }
    if (is.containsKey(IDENTITY)) {
      sql.append(" generated ").append(is.get(IDENTITY)).append(" as identity");
      sql.append(identityOptions(column.name(), side));
    }
    return sql.append(is.getOrDefault(NOT_NULL, "").equals("yes") ? " not null" : "").toString();
  }

  /// `(depth * 10) stored` of the property `stored (depth * 10)`.
  private static String expression(String generated) {
    int space = generated.indexOf(' ');
    return "(" + generated.substring(space + 1) + ") " + generated.substring(0, space);
  }

  private static String identityOptions(ObjectName column, Side side) {
    return side.identity(column)
        .map(
            sequence ->
                (" (sequence name " + Sql.path(sequence.name()) + " ")
                    + SequenceDdl.options(sequence).replaceFirst("^as \\S+ ", "")
                    + ")")
        .orElse("");
  }

  /// A column as the statement that makes it leaves it.
  ///
  /// @param relation a table, or a view, which says no more than the type
  static CatalogObject made(ObjectName relation, CatalogObject column) {
    Map<String, String> kept = new TreeMap<>(column.properties());
    boolean view = relation.kind() == Kind.VIEW || relation.kind() == Kind.MATERIALIZED_VIEW;
    kept.keySet().retainAll(view ? TYPED : MADE);
    if (!kept.getOrDefault(NOT_NULL, "yes").equals("yes")) {
      kept.remove(NOT_NULL);
    }
    return CatalogObject.of(column.name(), kept);
  }

  CatalogObject add(ObjectName relation, CatalogObject column) {
    boolean type = relation.kind() == Kind.COMPOSITE_TYPE;
    String sql =
        type
            ? "add attribute " + typed(column) + " cascade"
            : "add column " + definition(column, context.after());
    context.steps().create(type ? Phase.TYPE : Phase.COLUMN, column.name(), alter(relation) + sql);
    return made(relation, column);
  }

  void drop(ObjectName relation, CatalogObject column) {
    String sql =
        relation.kind() == Kind.COMPOSITE_TYPE
            ? "drop attribute " + Sql.name(column.name().name()) + " cascade"
            : "drop column " + Sql.name(column.name().name());
    context
        .steps()
        .drop(
            Set.of(column.name()),
            column.name(),
            alter(relation) + sql,
            column.properties().containsKey(GENERATED)
                ? ""
                : "the values of column " + column.name().name());
  }

  /// Whether only a new column can be what the other is.
  static boolean needsRemake(Change change, int major) {
    if (change.object().kind() != Kind.COLUMN || !change.has(GENERATED)) {
      return false;
    }
    boolean virtual = change.was(GENERATED).startsWith("virtual ");
    if (change.was(GENERATED).isEmpty() || change.loses(GENERATED)) {
      return change.was(GENERATED).isEmpty() || virtual;
    }
    return major < EXPRESSION_CAN_CHANGE || virtual != change.is(GENERATED).startsWith("virtual ");
  }

  static boolean changesType(Change change) {
    return change.object().kind() == Kind.COLUMN && change.hasAny("type", "collation");
  }

  void change(ObjectName relation, Change change) {
    switch (relation.kind()) {
      case COMPOSITE_TYPE -> type(relation, change);
      case VIEW -> defaults(relation, change);
      case MATERIALIZED_VIEW -> storing(relation, change);
      case FOREIGN_TABLE -> {
        inTable(relation, change);
        Options.foreign(change).ifPresent(options -> alter(relation, change, options));
        Options.sayGaps(change.after(), change.rest(Options.PREFIX), context.steps());
        plainStoring(relation, change);
      }
      default -> {
        inTable(relation, change);
        storing(relation, change);
      }
    }
  }

  private void inTable(ObjectName relation, Change change) {
    type(relation, change);
    if (change.loses(GENERATED)) {
      alter(relation, change, "drop expression");
    } else if (change.has(GENERATED)) {
      alter(
          relation,
          change,
          "set expression as " + expression(change.is(GENERATED)).replaceFirst(" \\w+$", ""));
    }
    defaults(relation, change);
    notNull(relation, change);
    identity(relation, change);
  }

  private void type(ObjectName relation, Change change) {
    if (!changesType(change)) {
      return;
    }
    String sql =
        "type "
            + change.is("type")
            + change.now("collation").map(collation -> " collate " + collation).orElse("");
    if (relation.kind() == Kind.COMPOSITE_TYPE) {
      String attribute = "alter attribute " + Sql.name(change.object().name()) + " ";
      context
          .steps()
          .change(Phase.TYPE, change.object(), alter(relation) + attribute + sql + " cascade");
      return;
    }
    String using = change.has("type") && relation.kind() == Kind.TABLE ? using(change) : "";
    context
        .steps()
        .change(
            Phase.COLUMN,
            change.object(),
            alterColumn(relation, change) + sql + using,
            change.has("type") && !Widening.keepsAll(change.was("type"), change.is("type"))
                ? "what of column " + change.object().name() + " the new type can't hold"
                : "");
  }

  /// Types of the project's own are reached over their text.
  private static String using(Change change) {
    String over =
        change.was("type").contains(".") || change.is("type").contains(".") ? "::text" : "";
    return " using " + Sql.name(change.object().name()) + over + "::" + change.is("type");
  }

  private void defaults(ObjectName relation, Change change) {
    boolean reset = context.defaults().contains(change.object()) || changesType(change);
    boolean had = !change.was(DEFAULT).isEmpty();
    if (had && (reset || change.loses(DEFAULT))) {
      context.steps().loosen(change.object(), alterColumn(relation, change) + "drop default");
    }
    if (change.gets(DEFAULT) || (had && reset && !change.is(DEFAULT).isEmpty())) {
      alter(relation, change, "set default " + change.is(DEFAULT));
    }
  }

  private void notNull(ObjectName relation, Change change) {
    if (!change.has(NOT_NULL)) {
      return;
    }
    String is = change.is(NOT_NULL);
    if (is.isEmpty() || (!change.was(NOT_NULL).isEmpty() && !is.equals("yes"))) {
      alter(relation, change, "drop not null");
    }
    if (is.equals("yes")) {
      alter(relation, change, "set not null");
    } else if (!is.isEmpty()) {
      context
          .steps()
          .change(
              Phase.COLUMN,
              change.object(),
              (alter(relation) + "add not null " + Sql.name(change.object().name()))
                  + (is.contains("no inherit") ? " no inherit" : "")
                  + (is.contains("not valid") ? " not valid" : ""));
    }
  }

  private void identity(ObjectName relation, Change change) {
    if (!change.has(IDENTITY)) {
      return;
    }
    if (change.is(IDENTITY).isEmpty()) {
      context.steps().loosen(change.object(), alterColumn(relation, change) + "drop identity");
    } else if (change.was(IDENTITY).isEmpty()) {
      alter(
          relation,
          change,
          "add generated "
              + change.is(IDENTITY)
              + " as identity"
              + identityOptions(change.object(), context.after()));
    } else {
      alter(relation, change, "set generated " + change.is(IDENTITY));
    }
  }

  private void storing(ObjectName relation, Change change) {
    plainStoring(relation, change);
    Options.changes(change).forEach(action -> alter(relation, change, action));
  }

  private void plainStoring(ObjectName relation, Change change) {
    if (change.has("storage")) {
      alter(relation, change, "set storage " + change.now("storage").orElse(usualStorage(change)));
    }
    if (change.has("compression")) {
      alter(relation, change, "set compression " + change.now("compression").orElse(DEFAULT));
    }
    if (change.has("statistics target")) {
      alter(relation, change, "set statistics " + change.now("statistics target").orElse("-1"));
    }
  }

  private String usualStorage(Change change) {
    if (context.before().major() >= STORAGE_HAS_DEFAULT) {
      return DEFAULT;
    }
    return change.is("type").startsWith("numeric") ? "main" : "extended";
  }

  private void alter(ObjectName relation, Change change, String action) {
    context.steps().change(Phase.COLUMN, change.object(), alterColumn(relation, change) + action);
  }

  private static String alterColumn(ObjectName relation, Change change) {
    return alter(relation) + "alter column " + Sql.name(change.object().name()) + " ";
  }

  private static String alter(ObjectName relation) {
    String words = relation.kind() == Kind.COMPOSITE_TYPE ? "type" : relation.kind().words();
    return "alter " + words + " " + Sql.path(relation) + " ";
  }

  /// For columns whose table has them from a parent.
  static Optional<String> listed(CatalogObject column, Side side) {
    return column.properties().getOrDefault("inherited", "").equals("yes")
        ? Optional.empty()
        : Optional.of(definition(column, side));
  }
}
