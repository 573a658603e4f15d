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
public final class Laboratory implements AutoCloseable {
  private static final String TEMPLATE = "lab_template";
  private final ScratchServer server;
  private final LockForms forms;
  private final Connection admin;
  private final Map<List<String>, Place> prepared = new HashMap<>();
  private int databases;

  /// What the template is fitted with for those who look on.
  public interface Fitting {
    void fit(Connection template) throws SQLException;
  }

  public Laboratory(int major, LockForms forms, Fitting fitting) throws SQLException {
    this.forms = forms;
    server = ScratchServer.start(major, Platform.NONE);
    admin = server.superuserUrl().connect("towpath/locks");
    Backend.run(admin, "alter system set autovacuum = off");
    Backend.run(admin, "select pg_reload_conf()");
    prepareTemplate(server.createDatabase(TEMPLATE), fitting);
  }

  private void prepareTemplate(DatabaseUrl template, Fitting fitting) throws SQLException {
    try (Connection session = template.connect("towpath/locks")) {
      for (String statement : forms.schema()) {
        Backend.run(session, statement);
      }
      fitting.fit(session);
    }
  }

  /// The server's version, as `18.6`.
  String version() throws SQLException {
    return admin.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
  }

  Observed observe(LockForm form) throws Exception {
    Optional<Observed> observed = InTransaction.observe(shared(form).session(), forms, form);
    return observed.isPresent() ? observed.get() : observeAlone(own(form), form);
  }

  private Observed observeAlone(Place place, LockForm form) throws Exception {
    try (Connection worker = place.session();
        OutsideTransaction outside = new OutsideTransaction(place.database(), worker, forms)) {
      return outside.observe(forms, form);
    }
  }

  /// A database in which a form can be tried.
  ///
  /// @param session that prepared it
  public record Place(DatabaseUrl database, Connection session) {}

  /// For a form whose traces are rolled back.
  public Place shared(LockForm form) throws SQLException {
    Place place = prepared.get(form.setup());
    if (place == null) {
      place = own(form);
      prepared.put(form.setup(), place);
    }
    return place;
  }

  /// For a form that nobody else shall see anything of; its session is the caller's to close.
  public Place own(LockForm form) throws SQLException {
    DatabaseUrl database = newDatabase();
    Connection session = database.connect("towpath/locks");
    for (String statement : form.setup()) {
      Backend.run(session, statement);
    }
    return new Place(database, session);
  }

  /// None is dropped, as that would wait for a checkpoint.
  private DatabaseUrl newDatabase() throws SQLException {
    String name = "lab" + ++databases;
    Backend.run(admin, "create database " + name + " template " + TEMPLATE);
    return server.url().withDatabase(name);
  }

  @Override
  public void close() throws SQLException {
    for (Place place : prepared.values()) {
      place.session().close();
    }
    admin.close();
    server.close();
  }
}
