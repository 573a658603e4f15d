package dev.towpath.control;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;

/// The control database, reachable and of this program's schema version. Thread-safe.
///
/// A database that vanishes fails with `control-unreachable` or `control-lost`, and works again
/// once it is back: sessions that died are replaced. Closing it lets an embedded server stop.
public final class Control implements AutoCloseable {
  private static final int POSTGRES = 18;
  private static final int IDLE_SESSIONS = 4;
  private static final int ALIVE_SECONDS = 2;
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

  /// Longer than any wait of the server's own: beyond it the way there is broken.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);

  private final ControlPlace place;
  private final Optional<EmbeddedServer> server;
  private final DatabaseUrl url;
  private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(IDLE_SESSIONS);

  /// What is done in a transaction.
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private Control(ControlPlace place, Optional<EmbeddedServer> server, DatabaseUrl url) {
    this.place = place;
    this.server = server;
    this.url = url;
  }

  /// Opens the one that the environment variables name, and makes or upgrades its schema.
  public static Control open(Map<String, String> variables) {
    return open(ControlPlace.of(variables));
  }

  public static Control open(ControlPlace place) {
    return switch (place) {
      case ControlPlace.Shared(DatabaseUrl url) -> {
        try (Connection connection = connect(url)) {
          ControlSchema.upgrade(connection, _ -> {});
          yield new Control(place, Optional.empty(), url);
        } catch (SQLException e) {
          throw ControlProblems.failed(e, false).exception(e);
        }
      }
      case ControlPlace.Local local -> open(local);
    };
  }

  private static Control open(ControlPlace.Local place) {
    EmbeddedServer server = start(place);
    try (Connection superuser = connect(server.url())) {
      String password = server.url().secret().orElseThrow();
      ControlSchema.upgrade(superuser, owner -> ApplicationRole.grant(owner, password));
      return new Control(place, Optional.of(server), ApplicationRole.in(server.url()));
    } catch (SQLException e) {
      server.close();
      throw ControlProblems.failed(e, false).exception(e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static EmbeddedServer start(ControlPlace.Local place) {
    try {
      return EmbeddedServer.open(place.folder(), POSTGRES);
    } catch (ProblemException e) {
      throw e.problem().code().equals("embedded-other-major")
          ? ControlProblems.otherMajor(e).exception(e)
          : e;
    }
  }

  private static Connection connect(DatabaseUrl url) {
    try {
      Connection connection = url.connect("towpath/control");
      connection.setNetworkTimeout(Runnable::run, (int) ANSWER_LIMIT.toMillis());
      try (Statement statement = connection.createStatement()) {
        statement.execute("set lock_timeout = " + LOCK_LIMIT.toMillis());
      }
      return connection;
    } catch (ProblemException e) {
      throw ControlProblems.unreachable(e).exception(e);
    } catch (SQLException e) {
      throw ControlProblems.failed(e, false).exception(e);
    }
  }

  /// A session of its own in auto-commit mode, which the caller closes.
  public Connection connection() {
    return connect(url);
  }

  /// Sessions for a library that wants a data source; a lost one fails there as it would anywhere.
  public DataSource sessions() {
    return new LentSessions(this::take, this::giveBack, Control::discard);
  }

  private void giveBack(Connection connection) {
    if (!idle.offer(connection)) {
      discard(connection);
    }
  }

  /// Does the work in one transaction and commits it; what the work throws rolls it back.
  ///
  /// @throws ProblemException with `control-unreachable`, `control-lost` or `control-refused`;
  ///     the same work may then be tried again if it can be done twice
  public <T> T transaction(Work<T> work) {
    Connection connection = take();
    boolean kept = false;
    boolean committing = false;
    try {
      connection.setAutoCommit(false);
      T result = work.run(connection);
      committing = true;
      connection.commit();
      connection.setAutoCommit(true);
      kept = idle.offer(connection);
      return result;
    } catch (SQLException e) {
      throw ControlProblems.failed(e, committing).exception(e);
    } finally {
      if (!kept) {
        discard(connection);
      }
    }
  }

  private Connection take() {
    for (Connection found = idle.poll(); found != null; found = idle.poll()) {
      if (isAlive(found)) {
        return found;
      }
      discard(found);
    }
    return connect(url);
  }

  private static boolean isAlive(Connection connection) {
    try {
      return connection.isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void discard(Connection connection) {
    try {
      connection.close(); // the server rolls back what was open
    } catch (SQLException e) {
      // It is given up either way.
    }
  }

  /// Fails with `control-in-target` where this database shares a server with a target.
  public void refuseFor(OpenTarget target) {
    try (Connection there = target.connect("control");
        Connection here = connection()) {
      if (Cluster.of(there).equals(Cluster.of(here))) {
        throw ControlProblems.inTarget(target.target().name()).exception();
      }
    } catch (SQLException e) {
      throw ControlProblems.failed(e, false).exception(e);
    }
  }

  /// Where it is, for a person's eyes.
  public String describe() {
    return switch (place) {
      case ControlPlace.Local(var folder) -> folder.toString();
      case ControlPlace.Shared(DatabaseUrl shared) -> shared.toString();
    };
  }

  @Override
  public void close() {
    for (Connection found = idle.poll(); found != null; found = idle.poll()) {
      discard(found);
    }
    server.ifPresent(EmbeddedServer::close);
  }
}
