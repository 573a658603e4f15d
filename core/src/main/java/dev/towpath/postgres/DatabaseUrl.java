package dev.towpath.postgres;

import dev.towpath.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where a database is and how to log in, as libpq's programs understand it. Immutable; printing it
/// never shows a password.
public final class DatabaseUrl {
  static final int STANDARD_PORT = 5432;

  /// One of the servers to try, in order.
  record Host(String name, int port) {
    private static final Set<String> HERE = Set.of("127.0.0.1", "::1");

    Host plain() {
      String plain = name.toLowerCase(Locale.ROOT);
      return new Host(HERE.contains(plain) ? "localhost" : plain, port);
    }

    @Override
    public String toString() {
      String shown = name.contains(":") ? "[" + name + "]" : name;
      return shown + ":" + port;
    }
  }

  private final List<Host> hosts;
  private final String database;
  private final String user;
  private final Optional<String> password;
  private final Map<String, String> parameters;

  DatabaseUrl(
      List<Host> hosts,
      String database,
      String user,
      Optional<String> password,
      Map<String, String> parameters) {
    this.hosts = List.copyOf(hosts);
    this.database = database;
    this.user = user;
    this.password = password;
    this.parameters = new TreeMap<>(parameters);
  }

  /// A URL (`postgresql://`, `postgres://`) or a string of `key=value`; what it leaves out comes
  /// from the `PG*` variables of this process. Fails with `database-url-invalid`.
  public static DatabaseUrl parse(String text) {
    return parse(text, System.getenv());
  }

  public static DatabaseUrl parse(String text, Map<String, String> environment) {
    return LibpqSettings.resolve(ConnectionText.parse(text), environment);
  }

  /// The database that `PGHOST`, `PGDATABASE`, `PGSERVICE` and their like name.
  public static DatabaseUrl fromEnvironment(Map<String, String> environment) {
    return LibpqSettings.resolve(Map.of(), environment);
  }

  /// A server on this machine that Towpath started.
  static DatabaseUrl local(int port, String database, String user, String password) {
    return new DatabaseUrl(
        List.of(new Host("127.0.0.1", port)),
        database,
        user,
        Optional.of(password),
        Map.of("sslmode", "disable"));
  }

  /// The first host.
  public String host() {
    return hosts.getFirst().name();
  }

  /// The first host's port.
  public int port() {
    return hosts.getFirst().port();
  }

  List<Host> hosts() {
    return hosts;
  }

  public String database() {
    return database;
  }

  public String user() {
    return user;
  }

  /// The password, for the environment of a client program.
  public Optional<String> secret() {
    return password;
  }

  Optional<String> password() {
    return password;
  }

  /// What else was said, by libpq's names: `sslmode`, `connect_timeout`, `options` and so on.
  Map<String, String> parameters() {
    return parameters;
  }

  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(hosts, other, user, password, parameters);
  }

  public DatabaseUrl withUser(String otherUser, String otherPassword) {
    return new DatabaseUrl(hosts, database, otherUser, Optional.of(otherPassword), parameters);
  }

  DatabaseUrl withConnectTimeout(int seconds) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put("connect_timeout", "" + seconds);
    return new DatabaseUrl(hosts, database, user, password, changed);
  }

  /// A new connection in auto-commit mode, which the caller closes.
  ///
  /// @param applicationName what `pg_stat_activity` shows; `towpath/` and a purpose
  /// @throws ProblemException if there is no connection: each cause has its own code
  public Connection connect(String applicationName) {
    return Connector.connect(this, applicationName);
  }

  /// Whether both lead to one database by a server that both name, whoever logs in there. Two names
  /// of one machine are not known to be the same, but for this machine's own.
  public boolean isSameDatabase(DatabaseUrl other) {
    return database.equals(other.database)
        && plainHosts().stream().anyMatch(other.plainHosts()::contains);
  }

  private List<Host> plainHosts() {
    return hosts.stream().map(Host::plain).toList();
  }

  /// The whole URL with its password: for a child process or a client, never for a person's eyes.
  public String revealed() {
    String secret = password.map(text -> ":" + encode(text)).orElse("");
    return "postgresql://" + encode(user) + secret + "@" + place() + query();
  }

  /// Without the password, and without what only Towpath and newer clients know: for the command
  /// line of a client program.
  String forClient() {
    Map<String, String> known = new TreeMap<>(parameters);
    known.keySet().removeAll(List.of("pgbouncer", "sslnegotiation"));
    return new DatabaseUrl(hosts, database, user, Optional.empty(), known).toString();
  }

  /// Without the password.
  @Override
  public String toString() {
    return "postgresql://" + encode(user) + "@" + place() + query();
  }

  private String place() {
    String all = hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    return all + "/" + encode(database);
  }

  private String query() {
    return parameters.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("sslpassword"))
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseUrl that && revealed().equals(that.revealed());
  }

  @Override
  public int hashCode() {
    return revealed().hashCode();
  }
}
