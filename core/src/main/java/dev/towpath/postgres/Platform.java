package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// What surrounds the database of a project: nothing, or a hosting product's roles and schemas.
public enum Platform {
  NONE,
  SUPABASE;

  /// The schemas that belong to the platform, not to the project.
  public Set<String> systemSchemas() {
    return switch (this) {
      case NONE -> Set.of();
      case SUPABASE -> Supabase.SCHEMAS;
    };
  }

  /// The extensions that every database of the platform has.
  public Set<String> ownExtensions() {
    return switch (this) {
      case NONE -> Set.of();
      case SUPABASE -> Supabase.EXTENSIONS;
    };
  }

  private static final String IS_SUPABASE =
      """
      select exists (select from pg_roles where rolname = 'supabase_admin')
        and exists (select from pg_namespace n join pg_roles r on r.oid = n.nspowner
          where n.nspname = 'auth' and r.rolname in ('supabase_admin', 'supabase_auth_admin'))
      """;

  /// The platform that a database shows itself to be on: nobody may have said so.
  public static Platform of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(IS_SUPABASE)) {
      return row.next() && row.getBoolean(1) ? SUPABASE : NONE;
    }
  }

  /// Makes in this database what migrations of the platform expect; harmless when it is there.
  /// Needs a superuser's connection in auto-commit mode.
  public void prepare(Connection connection) throws SQLException {
    switch (this) {
      case NONE -> {}
      case SUPABASE -> Supabase.prepare(connection);
    }
  }

  /// A statement as a scratch server takes it: without what only the platform's own parts
  /// understand, such as the options of a vector index. What comes back has the same effect on the
  /// schema.
  public String forScratch(String sql) {
    return switch (this) {
      case NONE -> sql;
      case SUPABASE -> Supabase.forScratch(sql);
    };
  }

  /// The role that owns a new cluster.
  String superuser() {
    return switch (this) {
      case NONE -> "postgres";
      case SUPABASE -> "supabase_admin";
    };
  }

  List<String> settings() {
    return switch (this) {
      case NONE -> List.of();
      case SUPABASE -> List.of("wal_level=logical");
    };
  }

  /// A name that changes whenever what `prepare` makes does.
  String label() {
    return switch (this) {
      case NONE -> "none";
      case SUPABASE -> "supabase-" + Supabase.digest();
    };
  }

  /// The distribution with the platform's extensions added, in a tree of its own.
  Distribution extend(Distribution distribution, Path cache) throws IOException {
    return switch (this) {
      case NONE -> distribution;
      case SUPABASE -> SupabaseExtensions.extend(distribution, cache);
    };
  }

  void setPassword(Connection connection, String password) throws SQLException {
    switch (this) {
      case NONE -> {}
      case SUPABASE -> Supabase.setPassword(connection, password);
    }
  }
}
