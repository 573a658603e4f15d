package dev.towpath.catalog.shape;

import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.JoinType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.SetOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the query of a view as the server writes it, with the schema before each relation.
final class ViewReader {
  private final Map<String, Source> sources = new HashMap<>();

  /// A relation in FROM.
  private record Source(Name relation, boolean kept) {}

  private ViewReader() {}

  static View read(String definition) {
    return SqlParser.parse(definition) instanceof Parse.Tree(Node.SelectStmt select)
        ? new ViewReader().read(select)
        : View.UNKNOWN;
  }

  private View read(Node.SelectStmt select) {
    if (select.op() != SetOperation.SETOP_NONE) {
      return new View(columns(first(select)), Map.of(), Set.of(), Set.of());
    }
    select.fromClause().forEach(from -> add(from, !hasGroupingSets(select)));
    Map<String, View.Origin> origins = new HashMap<>();
    for (Node each : select.targetList()) {
      if (each instanceof Node.ResTarget target) {
        origin(target.val()).ifPresent(origin -> origins.put(name(target), origin));
      }
    }
    return new View(columns(select), origins, changed(select), calls(select));
  }

  private static Node.SelectStmt first(Node.SelectStmt select) {
    Node.SelectStmt at = select;
    while (at.larg() != null) {
      at = at.larg();
    }
    return at;
  }

  private static boolean hasGroupingSets(Node.SelectStmt select) {
    return select.groupClause().stream().anyMatch(Node.GroupingSet.class::isInstance);
  }

  private void add(@Nullable Node from, boolean kept) {
    switch (from) {
      case Node.RangeVar table when !table.schemaname().isEmpty() ->
          sources.put(
              table.alias() == null ? table.relname() : table.alias().aliasname(),
              new Source(new Name(table.schemaname(), table.relname()), kept));
      case Node.JoinExpr join -> {
        JoinType type = join.jointype();
        boolean inner = type == JoinType.JOIN_INNER;
        add(join.larg(), kept && (inner || type == JoinType.JOIN_LEFT));
        add(join.rarg(), kept && (inner || type == JoinType.JOIN_RIGHT));
      }
      case Node other -> sources.put(" " + sources.size(), new Source(new Name("", ""), false));
      case null -> {}
    }
  }

  /// Without a table's name a column is clear where only one relation is read.
  private Optional<View.Origin> origin(@Nullable Node value) {
    if (!(value instanceof Node.ColumnRef column)) {
      return Optional.empty();
    }
    List<String> words = column.fields().stream().map(ViewReader::word).toList();
    Source source =
        words.size() == 1 && sources.size() == 1
            ? sources.values().iterator().next()
            : words.size() > 1 ? sources.get(words.get(words.size() - 2)) : null;
    return source == null || source.relation().name().isEmpty()
        ? Optional.empty()
        : Optional.of(new View.Origin(source.relation(), words.getLast(), source.kept()));
  }

  private static List<String> columns(Node.SelectStmt select) {
    List<String> names = new ArrayList<>();
    for (Node each : select.targetList()) {
      names.add(each instanceof Node.ResTarget target ? name(target) : "");
    }
    return names.contains("") ? List.of() : names;
  }

  private static String name(Node.ResTarget target) {
    if (!target.name().isEmpty()) {
      return target.name();
    }
    return target.val() instanceof Node.ColumnRef column ? word(column.fields().getLast()) : "";
  }

  private static String word(Node part) {
    return part instanceof Node.String text ? text.sval() : "";
  }

  /// A view is changed through to its table if its query is of the simplest kind.
  private Set<Name> changed(Node.SelectStmt select) {
    boolean simple =
        select.fromClause().size() == 1
            && select.fromClause().getFirst() instanceof Node.RangeVar
            && select.distinctClause().isEmpty()
            && select.groupClause().isEmpty()
            && select.havingClause() == null
            && select.limitCount() == null
            && select.limitOffset() == null
            && select.withClause() == null;
    return simple
        ? sources.values().stream().map(Source::relation).collect(Collectors.toSet())
        : Set.of();
  }

  private static Set<Name> calls(Node.SelectStmt select) {
    Set<Name> names = new HashSet<>();
    for (Node target : select.targetList()) {
      for (Node.FuncCall call : Nodes.find(target, Node.FuncCall.class)) {
        List<String> words = call.funcname().stream().map(ViewReader::word).toList();
        String schema = words.size() > 1 ? words.get(words.size() - 2) : "";
        names.add(new Name(schema, call.over() == null ? words.getLast() : WINDOW));
      }
    }
    return names;
  }

  /// Stands for a call of whatever function over a window.
  static final String WINDOW = " over";
}
