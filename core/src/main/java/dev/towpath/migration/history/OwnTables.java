package dev.towpath.migration.history;

import java.util.List;

/// Where Towpath keeps its own tables on a target.
///
/// In schema `towpath`, except beside the Supabase CLI: its dump, diff and pull leave schemas out
/// by a fixed list of names, so there the tables stand in `supabase_migrations` with a prefix.
public record OwnTables(String schema, String prefix) {
  private static final OwnTables USUAL = new OwnTables("towpath", "");
  private static final OwnTables SUPABASE = new OwnTables("supabase_migrations", "towpath_");

  /// Every place where they may stand, for who doesn't know the layout.
  public static List<OwnTables> everywhere() {
    return List.of(USUAL, SUPABASE);
  }

  public static OwnTables of(String layout) {
    return layout.equals("supabase") ? SUPABASE : USUAL;
  }

  String record() {
    return name("record");
  }

  String intent() {
    return name("intent");
  }

  String driver() {
    return name("driver");
  }

  String format() {
    return name("format");
  }

  /// A table of ours as SQL writes it.
  public String name(String table) {
    return schema + "." + prefix + table;
  }

  /// SQL that lets nobody else make tables of ours before the end of the transaction: of two
  /// sessions that `create ... if not exists` at once, one fails.
  public String alone() {
    return "select pg_advisory_xact_lock(hashtext('" + format() + "'));\n";
  }

  /// Replaces `{record}`, `{intent}`, `{driver}`, `{format}`, `{schema}` and `{prefix}`.
  String in(String sql) {
    return sql.replace("{record}", record())
        .replace("{intent}", intent())
        .replace("{driver}", driver())
        .replace("{format}", format())
        .replace("{schema}", schema)
        .replace("{prefix}", prefix);
  }
}
