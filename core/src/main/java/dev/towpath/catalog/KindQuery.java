package dev.towpath.catalog;

/// The query that reads one kind of object, whatever the server's version from 14 to 18.
///
/// Columns whose names begin with `@` say which object it is (`@class`, `@object`, `@part` as in
/// pg_depend, `@relation` the OID of the table that it hangs on, `@schema`, `@parent`, `@name`) or
/// are spread into several properties (`@grants`, `@options`, `@secrets`, `@pairs`). Each other
/// column is a property under its own name; null and the empty text mean that there is none.
///
/// `:seen` stands for the condition that schema `n` belongs to the project, `:platform` for the
/// condition that it is the platform's, `:brought` that
/// extension `e` is one that the platform brings. Two queries may each tell a part of one object.
record KindQuery(Kind kind, int since, String sql) {
  static final int OLDEST = 14;
  static final String LEFT_OUT = "towpath.left_out";
  static final String PLATFORM = "towpath.platform";
  static final String EXTENSIONS = "towpath.platform_extensions";
  static final String TABLES = "towpath.history_tables";

  private static final String SEEN =
      "(n.nspname !~ '^pg_' and n.nspname <> all (" + list(LEFT_OUT) + "))";
  private static final String IS_PLATFORM = "(n.nspname = any (" + list(PLATFORM) + "))";
  private static final String IS_OF_PLATFORM = "(e.extname = any (" + list(EXTENSIONS) + "))";
  private static final String IS_HISTORY = "(c.relname = any (" + list(TABLES) + "))";

  /// As a subquery it is read once a query, not once a row.
  private static String list(String setting) {
    return "(select current_setting('" + setting + "')::text[])::text[]";
  }

  static KindQuery of(Kind kind, String sql) {
    return since(OLDEST, kind, sql);
  }

  /// A query that the majors before one can't answer.
  static KindQuery since(int major, Kind kind, String sql) {
    return new KindQuery(
        kind,
        major,
        sql.replace(":seen", SEEN)
            .replace(":platform", IS_PLATFORM)
            .replace(":brought", IS_OF_PLATFORM)
            .replace(":history", IS_HISTORY));
  }
}
