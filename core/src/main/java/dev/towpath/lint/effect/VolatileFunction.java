package dev.towpath.lint.effect;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Set;

/// Calls of functions that may give another value each time, even within one statement.
public final class VolatileFunction {
  /// PostgreSQL's own, as pg_proc of version 18 has them, with those that only later versions know.
  private static final Set<String> BUILT_IN =
      Set.of(
          "clock_timestamp",
          "currval",
          "gen_random_uuid",
          "lastval",
          "nextval",
          "random",
          "random_normal",
          "set_config",
          "setseed",
          "setval",
          "timeofday",
          "txid_status",
          "uuidv4",
          "uuidv7");

  /// Those of the extensions that come with PostgreSQL.
  private static final Set<String> EXTENSION =
      Set.of(
          "gen_random_bytes",
          "gen_salt",
          "uuid_generate_v1",
          "uuid_generate_v1mc",
          "uuid_generate_v4");

  /// Well-known ones that are not.
  private static final Set<String> STEADY =
      Set.of(
          "concat",
          "current_setting",
          "date_trunc",
          "jsonb_build_array",
          "jsonb_build_object",
          "lower",
          "make_date",
          "make_interval",
          "md5",
          "now",
          "statement_timestamp",
          "timezone",
          "to_char",
          "to_timestamp",
          "to_tsvector",
          "transaction_timestamp",
          "upper");

  private VolatileFunction() {}

  /// Whether it is known if a function is volatile.
  static boolean isKnown(Schema schema, Name name) {
    return schema.routine(name).isPresent()
        || STEADY.contains(name.name())
        || isVolatile(schema, name);
  }

  /// Those that an expression calls, by name.
  public static List<Name> in(Schema schema, Node expression) {
    return Nodes.find(expression, Node.FuncCall.class).stream()
        .map(call -> Name.of(call.funcname()))
        .filter(name -> isVolatile(schema, name))
        .toList();
  }

  /// A function that nothing is known of counts as PostgreSQL's own, and so as not volatile.
  private static boolean isVolatile(Schema schema, Name name) {
    boolean own = !name.isQualified() || name.schema().equals("pg_catalog");
    return schema
        .routine(name)
        .map(routine -> routine.volatility() == 'v')
        .orElse(EXTENSION.contains(name.name()) || (own && BUILT_IN.contains(name.name())));
  }
}
