package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Completes the settings of a connection as libpq does: what isn't said comes from the service
/// file, then from the environment, then from the password file, then from what is usual.
final class LibpqSettings {
  /// libpq's variables, by the setting that each stands for.
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("host", "PGHOST"),
          Map.entry("hostaddr", "PGHOSTADDR"),
          Map.entry("port", "PGPORT"),
          Map.entry("dbname", "PGDATABASE"),
          Map.entry("user", "PGUSER"),
          Map.entry("password", "PGPASSWORD"),
          Map.entry("passfile", "PGPASSFILE"),
          Map.entry("service", "PGSERVICE"),
          Map.entry("options", "PGOPTIONS"),
          Map.entry("sslmode", "PGSSLMODE"),
          Map.entry("sslrootcert", "PGSSLROOTCERT"),
          Map.entry("sslcert", "PGSSLCERT"),
          Map.entry("sslkey", "PGSSLKEY"),
          Map.entry("sslnegotiation", "PGSSLNEGOTIATION"),
          Map.entry("channel_binding", "PGCHANNELBINDING"),
          Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
          Map.entry("target_session_attrs", "PGTARGETSESSIONATTRS"));

  /// The settings that go on to the driver or tell of a pooler.
  private static final Set<String> KEPT =
      Set.of(
          "options",
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "sslpassword",
          "sslnegotiation",
          "channel_binding",
          "connect_timeout",
          "target_session_attrs",
          "pgbouncer");

  /// Settings of libpq and of other clients that mean nothing here.
  private static final Set<String> PASSED_OVER =
      Set.of(
          "application_name",
          "fallback_application_name",
          "client_encoding",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout",
          "gssencmode",
          "krbsrvname",
          "load_balance_hosts",
          "require_auth",
          "sslcompression",
          "sslsni",
          "schema",
          "connection_limit",
          "pool_timeout",
          "socket_timeout",
          "statement_cache_size",
          "sslaccept",
          "supa");

  private LibpqSettings() {}

  static DatabaseUrl resolve(Map<String, String> said, Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(said);
    String service = said.getOrDefault("service", environment.getOrDefault("PGSERVICE", ""));
    if (!service.isEmpty()) {
      ServiceFile.read(service, environment).forEach(all::putIfAbsent);
    }
    VARIABLES.forEach(
        (setting, variable) ->
            Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> all.putIfAbsent(setting, value)));
    String user = nonEmpty(all, "user").orElse(System.getProperty("user.name", "postgres"));
    String database = nonEmpty(all, "dbname").orElse(user);
    List<DatabaseUrl.Host> hosts = hosts(all);
    Optional<String> password =
        nonEmpty(all, "password")
            .or(() -> PasswordFile.find(all, environment, hosts.getFirst(), database, user));
    password.ifPresent(LibpqSettings::refusePlaceholder);
    return new DatabaseUrl(hosts, database, user, password, kept(all));
  }

  private static Optional<String> nonEmpty(Map<String, String> all, String name) {
    return Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty());
  }

  private static Map<String, String> kept(Map<String, String> all) {
    Map<String, String> kept = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (KEPT.contains(name)) {
            kept.put(name, value);
          } else if (!VARIABLES.containsKey(name) && !PASSED_OVER.contains(name)) {
            throw ConnectionText.invalid("It has a setting that nobody knows: " + name + ".");
          }
        });
    return kept;
  }

  private static List<DatabaseUrl.Host> hosts(Map<String, String> all) {
    String[] names =
        nonEmpty(all, "hostaddr")
            .or(() -> nonEmpty(all, "host"))
            .orElse("localhost")
            .split(",", -1);
    String[] ports = nonEmpty(all, "port").orElse("").split(",", -1);
    if (ports.length != 1 && ports.length != names.length) {
      throw ConnectionText.invalid(
          "It has " + names.length + " hosts, but " + ports.length + " ports.");
    }
    List<DatabaseUrl.Host> hosts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      refuseSocket(names[i]);
      String name = names[i].isEmpty() ? "localhost" : names[i];
      hosts.add(new DatabaseUrl.Host(name, port(ports[ports.length == 1 ? 0 : i])));
    }
    return hosts;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return DatabaseUrl.STANDARD_PORT;
    }
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535 || text.matches("0+")) {
      throw ConnectionText.invalid("Its port is not a number from 1 to 65535.");
    }
    return Integer.parseInt(text);
  }

  private static void refuseSocket(String host) {
    if (host.startsWith("/") || host.startsWith("@")) {
      throw Problem.of(
              "unix-socket-unsupported", Exit.USAGE, "A Unix socket can't be used: " + host + ".")
          .because("Towpath connects by TCP.")
          .leaving("No database was touched.")
          .next("Name a host, for a server on this machine: localhost")
          .exception();
    }
  }

  private static void refusePlaceholder(String password) {
    if (password.equals("[YOUR-PASSWORD]") || password.equals("[YOUR_PASSWORD]")) {
      throw ConnectionText.invalid("Its password is still the placeholder of the web console.");
    }
  }
}
