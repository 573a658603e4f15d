package dev.towpath.postgres;

import dev.towpath.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The platform of Supabase: its scripts, in the order in which they run.
final class Supabase {
  static final Set<String> SCHEMAS =
      Set.of(
          "_realtime",
          "auth",
          "cron",
          "extensions",
          "graphql",
          "graphql_public",
          "net",
          "pgbouncer",
          "pgmq",
          "pgsodium",
          "pgsodium_masks",
          "pgtle",
          "realtime",
          "storage",
          "supabase_functions",
          "supabase_migrations",
          "vault");

  /// A project of some years' standing has the last two as well.
  static final Set<String> EXTENSIONS =
      Set.of(
          "pg_graphql",
          "pg_stat_statements",
          "pgcrypto",
          "supabase_vault",
          "uuid-ossp",
          "pgjwt",
          "pgsodium");

  private static final String FOLDER = "supabase/";
  private static final List<String> SCRIPTS =
      List.of(
          "roles.sql",
          "public.sql",
          "auth.sql",
          "storage.sql",
          "realtime.sql",
          "functions.sql",
          "superuser.sql",
          "last.sql");
  private static final List<String> LOGINS = List.of("postgres", "authenticator");
  private static final int DIGEST_CHARACTERS = 12;

  /// What stands in parentheses, with two levels of them inside.
  private static final String PARENTHESES = "\\((?:[^()]++|\\((?:[^()]++|\\([^()]*+\\))*+\\))*+\\)";

  /// The options of a vector index, which PostgreSQL lets only the access method itself define.
  private static final Pattern VECTOR_INDEX_OPTIONS =
      Pattern.compile(
          "(\\busing\\s+(?:hnsw|ivfflat)\\s*" + PARENTHESES + ")\\s*with\\s*\\([^()]*+\\)",
          Pattern.CASE_INSENSITIVE);

  /// Behind comments, the creation of what PostgreSQL leaves to superusers.
  private static final Pattern FOR_SUPERUSERS =
      Pattern.compile(
          "(?:\\s++|--[^\\n]*+|/\\*.*?\\*/)*+"
              + "create\\s++(event\\s++trigger|foreign\\s++data\\s++wrapper)\\b.*+",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Supabase() {}

  static String forScratch(String sql) {
    Matcher matcher = FOR_SUPERUSERS.matcher(sql);
    if (matcher.matches()) {
      String kind = matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
      return "select extensions.towpath_create('" + kind + "', " + quoted(sql) + ")";
    }
    return VECTOR_INDEX_OPTIONS.matcher(sql).replaceAll("$1");
  }

  private static String quoted(String sql) {
    return "E'" + sql.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  static void prepare(Connection connection) throws SQLException {
    for (String script : SCRIPTS) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(read(FOLDER + script));
      }
    }
  }

  static void setPassword(Connection connection, String password) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String role : LOGINS) {
        statement.execute("alter role " + role + " password " + statement.enquoteLiteral(password));
      }
    }
  }

  static String digest() {
    MessageDigest sha = Sha256.begin();
    for (String script : SCRIPTS) {
      sha.update(read(FOLDER + script).getBytes(StandardCharsets.UTF_8));
    }
    for (SupabaseExtensions.Extension extension : SupabaseExtensions.ALL) {
      String script = read(SupabaseExtensions.FOLDER + extension.script());
      sha.update((extension.control() + script).getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.end(sha).substring(0, DIGEST_CHARACTERS);
  }

  static String read(String resource) {
    try (InputStream in = Supabase.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
