package dev.towpath.catalog;

import java.util.Set;

/// What belongs to a project's schema and what to the tools and the platform around it.
///
/// @param platformSchemas schemas that the platform owns: only triggers and policies that a user
///     hung on their tables are read
/// @param historyTables names of tables, in any schema, in which tools keep their histories
public record Scope(Set<String> platformSchemas, Set<String> historyTables) {
  /// The history tables of the layouts that Towpath knows.
  public static final Set<String> HISTORY_TABLES =
      Set.of("_prisma_migrations", "flyway_schema_history", "schema_migrations");

  /// Towpath's own schemas, and the ones of tools that keep nothing else there.
  static final Set<String> TOOL_SCHEMAS =
      Set.of(
          "information_schema",
          "towpath",
          "towpath_rehearsal",
          "towpath_replay",
          "supabase_migrations");

  public Scope {
    platformSchemas = Set.copyOf(platformSchemas);
    historyTables = Set.copyOf(historyTables);
  }

  /// A server with nothing around the project but the tools' histories.
  public static Scope plain() {
    return new Scope(Set.of(), HISTORY_TABLES);
  }

  /// A platform with schemas of its own.
  public static Scope platform(Set<String> schemas) {
    return new Scope(schemas, HISTORY_TABLES);
  }
}
