package dev.towpath.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/// Opens connections with the driver: the password travels in its properties, never in a URL, so
/// that no message of the driver can hold it.
final class Connector {
  private static final int CONNECT_SECONDS = 10;

  /// Silent, since all that the driver logs is in what it throws, and becomes a problem. Kept here
  /// because a logger that nobody holds is made anew, with its level lost.
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "sslmode", "sslmode",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslpassword", "sslpassword",
          "sslnegotiation", "sslNegotiation",
          "channel_binding", "channelBinding",
          "options", "options");

  private Connector() {}

  static Connection connect(DatabaseUrl url, String applicationName) {
    Connection connection = null;
    try {
      connection =
          new Driver().connect(address(url), properties(url, SessionGroup.named(applicationName)));
      if (connection == null) {
        throw ConnectionText.invalid("The driver doesn't know its form.");
      }
      // The limit was for logging in: a statement may run for hours.
      connection.setNetworkTimeout(Runnable::run, 0);
      return SessionGroup.joined(connection);
    } catch (SQLException e) {
      throw ConnectionProblems.of(url, e).exception();
    }
  }

  private static String address(DatabaseUrl url) {
    return url.hosts().stream()
        .map(DatabaseUrl.Host::toString)
        .collect(Collectors.joining(",", "jdbc:postgresql://", "/"));
  }

  private static Properties properties(DatabaseUrl url, String applicationName) {
    Properties properties = new Properties();
    properties.setProperty("PGDBNAME", url.database());
    properties.setProperty("user", url.user());
    url.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
    // Statements prepared by name pile up on the server when the schema changes between them, and
    // each change then walks them all.
    properties.setProperty("prepareThreshold", "0");
    Map<String, String> said = url.parameters();
    String limit = said.getOrDefault("connect_timeout", "" + CONNECT_SECONDS);
    properties.setProperty("connectTimeout", limit);
    properties.setProperty("socketTimeout", limit);
    said.forEach(
        (name, value) ->
            Optional.ofNullable(DRIVER_NAMES.get(name))
                .ifPresent(known -> properties.setProperty(known, value)));
    rootCertificate(said, properties);
    Optional.ofNullable(said.get("target_session_attrs"))
        .ifPresent(wanted -> properties.setProperty("targetServerType", serverType(wanted)));
    return properties;
  }

  private static void rootCertificate(Map<String, String> said, Properties properties) {
    String file = said.getOrDefault("sslrootcert", "");
    if (file.equals("system")) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      properties.setProperty("sslmode", "verify-full");
    } else if (!file.isEmpty()) {
      properties.setProperty("sslrootcert", file);
    }
  }

  private static String serverType(String libpq) {
    return switch (libpq) {
      case "any" -> "any";
      case "read-write", "primary" -> "primary";
      case "read-only", "standby" -> "secondary";
      case "prefer-standby" -> "preferSecondary";
      default -> throw ConnectionText.invalid("Its target_session_attrs is none of libpq's.");
    };
  }
}
