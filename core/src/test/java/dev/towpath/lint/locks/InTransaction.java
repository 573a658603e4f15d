package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs a statement in a transaction, looks, and rolls back. What a transaction locks it holds to
/// its end, so one look at its own locks sees all of them.
final class InTransaction {
  private static final String ONLY_OUTSIDE = "25001";
  private static final String READS = "pg_stat_xact_user_tables";

  private static final String WATCH_REWRITES =
      """
      create function lab_rewritten() returns event_trigger language plpgsql as $$
      begin
        perform set_config('lab.rewritten', concat(current_setting('lab.rewritten', true), ' ',
          pg_event_trigger_table_rewrite_oid()), true);
      end $$;
      create event trigger lab_rewritten on table_rewrite execute function lab_rewritten();
      """;

  private InTransaction() {}

  /// Has a database note which tables are written anew.
  static void watchRewrites(Connection session) throws SQLException {
    Backend.run(session, WATCH_REWRITES);
  }

  /// Empty if PostgreSQL refuses the statement inside a transaction block.
  static Optional<Observed> observe(Connection session, LockForms forms, LockForm form)
      throws SQLException {
    Inventory before = Inventory.of(session, forms.roles());
    session.setAutoCommit(false);
    try {
      return Optional.of(
          new Observed(holds(session, forms, form, before), false, Optional.empty()));
    } catch (SQLException e) {
      return e.getSQLState().equals(ONLY_OUTSIDE)
          ? Optional.empty()
          : Optional.of(new Observed(List.of(), false, Optional.of(e.getSQLState())));
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private static List<Hold> holds(
      Connection session, LockForms forms, LockForm form, Inventory before) throws SQLException {
    Trace trace = new Trace();
    Map<Long, Long> reads = Trace.reads(session, READS);
    try (Statement statement = session.createStatement()) {
      statement.execute(form.statement());
    }
    trace.locks(Trace.locks(session, Backend.pid(session)), before);
    trace.scans(reads, Trace.reads(session, READS), before);
    trace.files(before, Inventory.of(session, forms.roles()));
    for (Thing thing : before.things()) {
      if (rewritten(session).contains("" + thing.oid()) && thing.catalog() == Backend.PG_CLASS) {
        trace.effect(thing.role(), Effect.REWRITE);
      }
    }
    return trace.holds();
  }

  /// What the event trigger noted.
  private static List<String> rewritten(Connection session) throws SQLException {
    try (PreparedStatement select =
            session.prepareStatement(
                "select coalesce(current_setting('lab.rewritten', true), '')");
        ResultSet row = select.executeQuery()) {
      row.next();
      return List.of(row.getString(1).split(" ", -1));
    }
  }
}
