package dev.towpath.ledger;

import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A ledger in a control database of its own, for each test.
abstract class LedgerCase {
  private static final int MAJOR = 15;
  private static final Map<Class<?>, ScratchServer> SERVERS = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir Path folder;
  DatabaseUrl url;
  Control control;
  Checkpoints checkpoints;

  @AfterAll
  static void stop(TestInfo test) {
    Optional.ofNullable(SERVERS.remove(test.getTestClass().orElseThrow()))
        .ifPresent(ScratchServer::close);
  }

  /// The server of this class: two classes run at a time.
  ScratchServer server() {
    return SERVERS.computeIfAbsent(getClass(), _ -> ScratchServer.start(MAJOR, Platform.NONE));
  }

  @BeforeEach
  void open() {
    url = server().createDatabase("ledger" + DATABASES.incrementAndGet());
    control = Control.open(new ControlPlace.Shared(url));
    checkpoints =
        new Checkpoints(
            folder.resolve("ledger.key"),
            folder.resolve("own"),
            Optional.of(folder.resolve("shared")),
            "tester",
            UUID::randomUUID);
  }

  @AfterEach
  void close() {
    control.close();
  }

  static Event event(int number) {
    return Event.of(
        UUID.randomUUID(), "ada", "step-ended", "release:r-" + number % 3, Map.of("n", number));
  }

  /// The first record is the ledger's own, so the events are 1 to `count`.
  void append(int count) {
    control.transaction(
        connection -> {
          for (int number = 1; number <= count; number++) {
            Ledger.append(connection, event(number));
          }
          return count;
        });
  }

  /// As a superuser, past all safeguards.
  void tamper(String sql) throws SQLException {
    try (Connection connection = url.connect("tamper");
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(sql);
    }
  }

  Audit.Result audit() {
    return new Audit(checkpoints, List.of(), records -> {}).run(control);
  }

  List<String> faults() {
    return audit().faults().stream().map(fault -> fault.rule() + " " + fault.message()).toList();
  }
}
