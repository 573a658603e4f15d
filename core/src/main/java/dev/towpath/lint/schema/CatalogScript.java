package dev.towpath.lint.schema;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A catalog as statements that make what verdicts depend on: not a dump to be run, but to be read
/// as the scripts are, so that a schema knows the same whichever way it came.
final class CatalogScript {
  private final Map<Kind, List<CatalogObject>> byKind;
  private final Map<String, List<CatalogObject>> columns = new HashMap<>();

  private CatalogScript(Catalog catalog) {
    byKind = catalog.objects().stream().collect(Collectors.groupingBy(each -> each.name().kind()));
    of(Kind.COLUMN)
        .forEach(each -> columns.computeIfAbsent(owner(each), k -> new ArrayList<>()).add(each));
  }

  /// In an order in which each finds what it is about.
  static List<String> of(Catalog catalog) {
    CatalogScript script = new CatalogScript(catalog);
    return Stream.of(
            script.types(),
            script.tables(),
            script.attached(),
            script.foreignTables(),
            script.routines(),
            script.constraints(),
            script.definitions(),
            script.views(),
            script.security(),
            script.grants())
        .flatMap(statements -> statements)
        .toList();
  }

  private Stream<CatalogObject> of(Kind... kinds) {
    return Stream.of(kinds).flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream());
  }

  private Stream<String> types() {
    return Stream.of(
            of(Kind.ENUM)
                .map(
                    each ->
                        "create type %s as enum (%s)".formatted(path(each), text(each, "labels"))),
            of(Kind.DOMAIN)
                .map(
                    each ->
                        "create domain %s as %s%s%s"
                            .formatted(
                                path(each),
                                text(each, "type"),
                                clause(" default ", text(each, "default")),
                                each.properties().containsKey("not null") ? " not null" : "")),
            of(Kind.COMPOSITE_TYPE).map(each -> "create type %s as ()".formatted(path(each))))
        .flatMap(statements -> statements);
  }

  private Stream<String> tables() {
    return of(Kind.TABLE)
        .map(
            each ->
                "create table %s (%s)%s"
                    .formatted(
                        path(each),
                        columns(each),
                        clause(" partition by ", text(each, "partition by"))));
  }

  /// A partition's columns are its parent's where the catalog has none of its own.
  private String columns(CatalogObject table) {
    Map<String, CatalogObject> all = new TreeMap<>();
    String parent = text(table, "partition of");
    if (!parent.isEmpty()) {
      columns.getOrDefault(parent, List.of()).forEach(each -> all.put(each.name().name(), each));
    }
    columns
        .getOrDefault(plain(table), List.of())
        .forEach(each -> all.put(each.name().name(), each));
    return all.values().stream().map(CatalogScript::column).collect(Collectors.joining(", "));
  }

  private static String column(CatalogObject column) {
    String generated = text(column, "generated");
    int kind = generated.indexOf(' ');
    return quoted(column.name().name())
        + " "
        + text(column, "type")
        + (text(column, "not null").isEmpty() ? "" : " not null")
        + clause(" default ", text(column, "default"))
        + (text(column, "identity").isEmpty() ? "" : " generated always as identity")
        + (kind < 0
            ? ""
            : " generated always as ("
                + generated.substring(kind + 1)
                + ") "
                + generated.substring(0, kind));
  }

  private Stream<String> attached() {
    return of(Kind.TABLE)
        .filter(each -> !text(each, "partition of").isEmpty())
        .map(
            each ->
                "alter table %s attach partition %s %s"
                    .formatted(
                        text(each, "partition of"), path(each), text(each, "partition bound")));
  }

  private Stream<String> foreignTables() {
    return of(Kind.FOREIGN_TABLE)
        .map(
            each ->
                "create foreign table %s (%s) server %s"
                    .formatted(path(each), columns(each), quoted(text(each, "server"))));
  }

  private Stream<String> routines() {
    return of(Kind.FUNCTION, Kind.PROCEDURE).map(RoutineScript::of);
  }

  private Stream<String> constraints() {
    Set<String> domains = of(Kind.DOMAIN).map(CatalogScript::plain).collect(Collectors.toSet());
    return of(Kind.CONSTRAINT)
        .sorted((a, b) -> Boolean.compare(isForeignKey(a), isForeignKey(b)))
        .map(
            each ->
                "alter %s %s add constraint %s %s%s%s"
                    .formatted(
                        domains.contains(owner(each)) ? "domain" : "table",
                        ownerPath(each),
                        quoted(each.name().name()),
                        text(each, "definition"),
                        each.properties().containsKey("enforced") ? " not enforced" : "",
                        each.properties().containsKey("valid") ? " not valid" : ""));
  }

  private static boolean isForeignKey(CatalogObject constraint) {
    return text(constraint, "definition").startsWith("FOREIGN KEY");
  }

  private Stream<String> definitions() {
    return of(Kind.INDEX, Kind.TRIGGER, Kind.RULE).map(each -> text(each, "definition"));
  }

  private Stream<String> views() {
    return Stream.concat(
        of(Kind.VIEW)
            .map(
                each ->
                    "create view %s%s as %s"
                        .formatted(path(each), options(each), text(each, "definition"))),
        of(Kind.MATERIALIZED_VIEW)
            .map(
                each ->
                    "create materialized view %s as %s"
                        .formatted(path(each), text(each, "definition"))));
  }

  private static String options(CatalogObject view) {
    String invoker = text(view, "option security_invoker");
    return invoker.isEmpty() ? "" : " with (security_invoker = " + invoker + ")";
  }

  private Stream<String> security() {
    return Stream.concat(
        of(Kind.TABLE)
            .filter(each -> each.properties().containsKey("row security"))
            .map(each -> "alter table %s enable row level security".formatted(path(each))),
        of(Kind.POLICY)
            .map(
                each ->
                    "create policy %s on %s as %s for %s to %s%s%s"
                        .formatted(
                            quoted(each.name().name()),
                            ownerPath(each),
                            text(each, "restrictive").isEmpty() ? "permissive" : "restrictive",
                            text(each, "command"),
                            roles(text(each, "roles")),
                            clause(" using ", parenthesised(text(each, "using"))),
                            clause(" with check ", parenthesised(text(each, "with check"))))));
  }

  private static String roles(String names) {
    return Stream.of(names.split(", "))
        .map(name -> name.equals("public") ? name : quoted(name))
        .collect(Collectors.joining(", "));
  }

  private static final Map<Kind, String> GRANTED =
      Map.of(
          Kind.TABLE, "table",
          Kind.VIEW, "table",
          Kind.MATERIALIZED_VIEW, "table",
          Kind.FUNCTION, "function",
          Kind.PROCEDURE, "procedure",
          Kind.SCHEMA, "schema");

  private Stream<String> grants() {
    return GRANTED.entrySet().stream()
        .flatMap(kind -> of(kind.getKey()).flatMap(each -> grants(each, kind.getValue())));
  }

  private static Stream<String> grants(CatalogObject object, String word) {
    String name = object.name().name();
    int arguments = name.indexOf('(');
    boolean routine = word.equals("function") || word.equals("procedure");
    String on =
        routine
            ? pathOf(object, name.substring(0, arguments)) + name.substring(arguments)
            : path(object);
    return object.properties().entrySet().stream()
        .filter(each -> each.getKey().startsWith("grant ") || each.getKey().startsWith("revoked "))
        .filter(each -> !each.getKey().endsWith("(owner)"))
        .map(
            each -> {
              boolean given = each.getKey().startsWith("grant ");
              String role = roles(each.getKey().substring(each.getKey().indexOf(' ') + 1));
              String what = each.getValue().replace(" with grant option", "");
              return given
                  ? "grant %s on %s %s to %s".formatted(what, word, on, role)
                  : "revoke %s on %s %s from %s".formatted(what, word, on, role);
            });
  }

  static String text(CatalogObject object, String property) {
    return object.properties().getOrDefault(property, "");
  }

  static String clause(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }

  private static String parenthesised(String text) {
    return text.isEmpty() ? "" : "(" + text + ")";
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String path(CatalogObject object) {
    return pathOf(object, object.name().name());
  }

  private static String pathOf(CatalogObject object, String name) {
    String schema = object.name().schema();
    return schema.isEmpty() ? quoted(name) : quoted(schema) + "." + quoted(name);
  }

  private static String ownerPath(CatalogObject part) {
    return pathOf(part, part.name().parent());
  }

  private static String plain(CatalogObject object) {
    ObjectName name = object.name();
    return name.schema() + "." + name.name();
  }

  private static String owner(CatalogObject part) {
    return part.name().schema() + "." + part.name().parent();
  }
}
