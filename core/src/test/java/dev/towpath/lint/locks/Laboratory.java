package dev.towpath.lint.locks;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// A server of one major version on which forms are tried. A form that needs nothing before it runs
/// in one shared database and is rolled back; any other has a copy of that database to itself.
final class Laboratory implements AutoCloseable {
  private static final String TEMPLATE = "lab_template";
  private static final String OWN = "lab_own";
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
  private final Connection shared;

  Laboratory(int major, LockForms forms) throws SQLException {
    this.forms = forms;
    server = ScratchServer.start(major, Platform.NONE);
    admin = server.superuserUrl().connect("towpath/locks");
    Backend.run(admin, "alter system set autovacuum = off");
    Backend.run(admin, "select pg_reload_conf()");
    prepareTemplate(server.createDatabase(TEMPLATE));
    Backend.run(admin, "create database lab_shared template " + TEMPLATE);
    shared = server.url().withDatabase("lab_shared").connect("towpath/locks");
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
    if (form.setup().isEmpty()) {
      Optional<Observed> observed = InTransaction.observe(shared, forms, form);
      if (observed.isPresent()) {
        return observed.get();
      }
    }
    Backend.run(admin, "drop database if exists " + OWN + " with (force)");
    Backend.run(admin, "create database " + OWN + " template " + TEMPLATE);
    return observeAlone(server.url().withDatabase(OWN), form);
  }

  private Observed observeAlone(DatabaseUrl database, LockForm form) throws Exception {
    try (Connection worker = database.connect("towpath/locks")) {
      for (String statement : form.setup()) {
        Backend.run(worker, statement);
      }
      Optional<Observed> observed = InTransaction.observe(worker, forms, form);
      if (observed.isPresent()) {
        return observed.get();
      }
      try (OutsideTransaction outside = new OutsideTransaction(database, worker, forms)) {
        return outside.observe(forms, form);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    shared.close();
    admin.close();
    server.close();
  }
}
