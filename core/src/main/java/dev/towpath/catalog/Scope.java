package dev.towpath.catalog;

import dev.towpath.postgres.Platform;
import java.util.Set;

/// What belongs to a project's schema and what to the tools and the platform around it.
///
/// @param platformSchemas schemas that the platform owns: only triggers and policies that a user
///     hung on their tables are read
/// @param platformExtensions extensions that every database of the platform has
/// @param historyTables names of tables, in any schema, in which tools keep their histories
public record Scope(
    Set<String> platformSchemas, Set<String> platformExtensions, Set<String> historyTables) {
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
    platformExtensions = Set.copyOf(platformExtensions);
    historyTables = Set.copyOf(historyTables);
  }

  /// A server with nothing around the project but the tools' histories.
  public static Scope plain() {
    return of(Platform.NONE);
  }

  /// A platform with schemas of its own.
  public static Scope of(Platform platform) {
    return new Scope(platform.systemSchemas(), platform.ownExtensions(), HISTORY_TABLES);
  }
}
