package dev.towpath.lint.locks;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server of one major version on which forms are tried. Forms that are prepared by the same
/// statements share a database, where each is rolled back; what only runs outside a transaction has
/// a database to itself.
final class Laboratory implements AutoCloseable {
  private static final String TEMPLATE = "lab_template";
  private static final String WATCH_REWRITES =
      """
      create function lab_rewritten() returns event_trigger language plpgsql as $$
      begin
        perform set_config('lab.rewritten', concat(current_setting('lab.rewritten', true), ' ',
          pg_event_trigger_table_rewrite_oid()), true);
      end $$;
      create event trigger lab_rewritten on table_rewrite execute function lab_rewritten();
      """;

  private final ScratchServer server;
  private final LockForms forms;
  private final Connection admin;
  private final Map<List<String>, Connection> prepared = new HashMap<>();
  private int databases;

  Laboratory(int major, LockForms forms) throws SQLException {
    this.forms = forms;
    server = ScratchServer.start(major, Platform.NONE);
    admin = server.superuserUrl().connect("towpath/locks");
    Backend.run(admin, "alter system set autovacuum = off");
    Backend.run(admin, "select pg_reload_conf()");
    prepareTemplate(server.createDatabase(TEMPLATE));
  }

  private void prepareTemplate(DatabaseUrl template) throws SQLException {
    try (Connection session = template.connect("towpath/locks")) {
      for (String statement : forms.schema()) {
        Backend.run(session, statement);
      }
      Backend.run(session, WATCH_REWRITES);
    }
  }

  /// The server's version, as `18.6`.
  String version() throws SQLException {
    return admin.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
  }

  Observed observe(LockForm form) throws Exception {
    Connection session = prepared.get(form.setup());
    if (session == null) {
      session = prepare(newDatabase(), form.setup());
      prepared.put(form.setup(), session);
    }
    Optional<Observed> observed = InTransaction.observe(session, forms, form);
    return observed.isPresent() ? observed.get() : observeAlone(newDatabase(), form);
  }

  private Observed observeAlone(DatabaseUrl database, LockForm form) throws Exception {
    try (Connection worker = prepare(database, form.setup());
        OutsideTransaction outside = new OutsideTransaction(database, worker, forms)) {
      return outside.observe(forms, form);
    }
  }

  /// None is dropped, as that would wait for a checkpoint.
  private DatabaseUrl newDatabase() throws SQLException {
    String name = "lab" + ++databases;
    Backend.run(admin, "create database " + name + " template " + TEMPLATE);
    return server.url().withDatabase(name);
  }

  private static Connection prepare(DatabaseUrl database, List<String> setup) throws SQLException {
    Connection session = database.connect("towpath/locks");
    for (String statement : setup) {
      Backend.run(session, statement);
    }
    return session;
  }

  @Override
  public void close() throws SQLException {
    for (Connection session : prepared.values()) {
      session.close();
    }
    admin.close();
    server.close();
  }
}
