package dev.towpath.control;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGPooledConnection;

/// Sessions of the control database for a library that wants a data source; closing one gives it
/// back.
///
/// @param take gives a session that is alive
/// @param giveBack takes one that is in order
/// @param discard ends one that is not
record LentSessions(
    Supplier<Connection> take, Consumer<Connection> giveBack, Consumer<Connection> discard)
    implements DataSource {

  @Override
  public Connection getConnection() throws SQLException {
    Connection session = take.get();
    PGPooledConnection lent = new PGPooledConnection(session, true);
    lent.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            giveBack.accept(session);
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            discard.accept(session);
          }
        });
    return lent.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("There is one user of the control database.");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // Nothing is logged.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The limit is that of every session of Towpath.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Nothing is logged.");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("There is nothing within.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
