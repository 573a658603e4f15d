package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A server on a copy of another one's files. While it recovers nobody can log in; then, while it
/// stands still, a superuser of its own is made whose password is random.
///
/// It is gone when it is closed, unless it was kept. The settings of the other server don't hold.
public final class RecoveredServer implements AutoCloseable {
  /// For the lifetime of this server alone.
  public static final String ROLE = "towpath_recovery";

  /// Replaying the write-ahead log of a week may take long.
  private static final Duration RECOVERY_LIMIT = Duration.ofHours(12);

  /// Settings that somebody gave the other server by `ALTER SYSTEM`.
  private static final String SYSTEM_SETTINGS = "postgresql.auto.conf";

  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Distribution distribution;
  private final OwnedFolder folder;
  private final String password = HexFormat.of().formatHex(random());
  private final List<String> settings;
  private final boolean gone;
  private final AtExit atExit;
  private String log = "";
  private int port;
  private boolean closed;

  /// @param gone whether its files are thrown away in any case
  private RecoveredServer(Distribution distribution, OwnedFolder folder, boolean gone) {
    this.distribution = distribution;
    this.folder = folder;
    this.gone = gone;
    this.settings = settings(folder, gone);
    // Last: where the process ends already, it runs at once and needs all of the above.
    this.atExit = AtExit.run(this::vanish);
  }

  /// Puts the other server's files, with its write-ahead log, into an empty folder.
  public interface Filler {
    void fill(Path data) throws IOException;
  }

  /// Why a server doesn't come up on the files: the end of its log.
  public static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String log) {
      super(log);
    }
  }

  /// A throw-away one.
  ///
  /// @param recovery settings that say how far it recovers, `name=value`
  public static RecoveredServer scratch(
      int major, Platform platform, Filler filler, List<String> recovery)
      throws Failed, IOException {
    Path cache = CacheFolder.standard();
    return start(cache.resolve("scratch"), major, platform, filler, recovery, true);
  }

  /// One whose files are to be kept as a folder that doesn't exist yet.
  ///
  /// @throws ProblemException with `restore-exists` or `restore-unreachable`
  public static RecoveredServer keeping(
      Path target, int major, Platform platform, Filler filler, List<String> recovery)
      throws Failed, IOException {
    return start(beside(target), major, platform, filler, recovery, false);
  }

  private static Path beside(Path target) {
    if (Files.exists(target)) {
      throw Problem.of("restore-exists", Exit.USAGE, target + " is there already.")
          .because("A restore never writes over anything.")
          .leaving("Nothing was changed.")
          .next("Name a folder that isn't there yet: --into FOLDER")
          .exception();
    }
    Path parent = target.resolveSibling(target.getFileName() + ".restoring");
    if (!Runner.current().reaches(target.toAbsolutePath().normalize().resolveSibling("."))) {
      throw Problem.of("restore-unreachable", Exit.USAGE, "A server can't be kept in " + target)
          .because("You are root; the server runs as another user, who can't reach that folder.")
          .leaving("Nothing was changed.")
          .next("Name another folder, such as --into /var/tmp/restored")
          .exception();
    }
    return parent;
  }

  private static RecoveredServer start(
      Path parent, int major, Platform platform, Filler filler, List<String> recovery, boolean gone)
      throws Failed, IOException {
    Path cache = CacheFolder.standard();
    Distribution programs = platform.extend(Binaries.like(major, platform, cache), cache);
    OwnedFolder folder = OwnedFolder.in(parent, programs);
    RecoveredServer server = new RecoveredServer(programs, folder, gone);
    try {
      server.prepare(filler);
      server.recover(recovery);
      server.alone("drop role if exists " + ROLE);
      server.alone("create role " + ROLE + " superuser login password '" + server.password + "'");
      server.run();
      return server;
    } catch (IOException | RuntimeException | Failed e) {
      server.close();
      throw e;
    }
  }

  /// What is set on the command line holds against the files of the other server.
  private static List<String> settings(OwnedFolder folder, boolean gone) {
    List<String> settings =
        new ArrayList<>(
            gone ? ServerSettings.throwAway(Platform.NONE) : ServerSettings.durable(Platform.NONE));
    settings.addAll(
        List.of(
            "config_file=" + folder.folder().resolve("conf"),
            "ident_file=" + folder.folder().resolve("ident"),
            "archive_mode=off",
            "hot_standby=off",
            "restore_command=false",
            "lc_messages=C",
            "max_prepared_transactions=200"));
    return settings;
  }

  private void prepare(Filler filler) throws IOException {
    Files.createDirectories(folder.data());
    Runner.current().own(folder.folder());
    Runner.current().own(folder.data());
    filler.fill(folder.data());
    Folders.ownForServer(folder.data(), Runner.current());
    Path theirs = folder.data().resolve(SYSTEM_SETTINGS);
    if (Files.exists(theirs)) {
      Files.move(theirs, folder.folder().resolve(SYSTEM_SETTINGS));
    }
    write("conf", "");
    write("ident", "");
    write("nobody", "host all all all reject\n");
    write("login", "host all " + ROLE + " 127.0.0.1/32 scram-sha-256\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.folder().resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Runner.current().own(file);
  }

  private void recover(List<String> recovery) throws IOException, Failed {
    List<String> all = new ArrayList<>(settings);
    all.addAll(recovery);
    all.add("hba_file=" + folder.folder().resolve("nobody"));
    Path file = folder.folder().resolve("recovery.log");
    try {
      ServerProcess.start(distribution, folder.data(), file, all, RECOVERY_LIMIT)
          .stop(ServerProcess.Stop.FAST);
    } catch (ProblemException e) {
      throw new Failed(Programs.tail(file));
    }
    log = Files.readString(file);
  }

  /// Runs a statement while no server runs, as the superuser that every cluster has.
  private void alone(String sql) throws IOException {
    Path input = folder.folder().resolve("alone.sql");
    SecretFile.write(input, sql + "\n");
    List<String> words = new ArrayList<>(List.of("--single", "-D", folder.data().toString()));
    settings.forEach(setting -> words.addAll(List.of("-c", setting)));
    words.add("template1");
    Path out = folder.folder().resolve("alone.log");
    Programs.run(distribution.command("postgres", words), out, input);
    Files.delete(input);
    if (Files.readString(out).contains("ERROR:")) {
      throw new IOException(Programs.tail(out));
    }
  }

  private void run() throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.add("hba_file=" + folder.folder().resolve("login"));
    port = ServerProcess.start(distribution, folder.data(), folder.log(), all).port();
  }

  private static byte[] random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static Problem unusable(IOException e) {
    return Problem.of("scratch-failed", Exit.UNREACHABLE, "A restored server can't be used.")
        .because(e.toString())
        .leaving("No other database was touched.")
        .next("See that the disk isn't full, then try again.");
  }

  /// A database of it, as its own superuser.
  public DatabaseUrl url(String database) {
    return DatabaseUrl.local(port, database, ROLE, password);
  }

  /// What the server said while it recovered.
  public String log() {
    return log;
  }

  /// Gives the logins of an embedded server their password: it may be of another machine.
  void login(Platform platform, String itsPassword) throws IOException {
    try (Connection connection = url("postgres").connect("towpath/restore");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "alter role "
              + statement.enquoteIdentifier(platform.superuser(), true)
              + " password "
              + statement.enquoteLiteral(itsPassword));
      platform.setPassword(connection, itsPassword);
    } catch (SQLException e) {
      throw new IOException("The logins can't be set: " + e.getMessage(), e);
    }
  }

  /// Ends the server, takes its own superuser away, and puts its files into their place, where they
  /// outlive a power cut. They hold the other server's settings again.
  public void keep(Path target) {
    try {
      ServerProcess.stop(distribution, folder.data(), ServerProcess.Stop.FAST);
      alone("drop role " + ROLE);
      Path theirs = folder.folder().resolve(SYSTEM_SETTINGS);
      if (Files.exists(theirs)) {
        Files.move(theirs, folder.data().resolve(SYSTEM_SETTINGS));
      }
      Files.deleteIfExists(folder.data().resolve("postmaster.opts"));
      List<String> sync = List.of("--sync-only", "-D", folder.data().toString());
      Programs.run(distribution.command("initdb", sync), folder.folder().resolve("sync.log"));
      Files.move(folder.data(), target);
    } catch (IOException e) {
      throw unusable(e).exception(e);
    }
  }

  @Override
  public void close() {
    atExit.forget();
    try {
      vanish();
    } catch (IOException e) {
      throw unusable(e).exception(e);
    }
  }

  private synchronized void vanish() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    ServerProcess.stop(distribution, folder.data(), ServerProcess.Stop.AT_ONCE);
    if (gone) {
      folder.remove();
    } else {
      folder.removeWithParent();
    }
  }
}
