package dev.towpath.approval;

import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Entry;
import dev.towpath.ledger.Ledger;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// People in a control database of its own, for each test. Every password is the id and a word.
public abstract class PeopleCase {
  private static final int MAJOR = 15;

  /// Cheap, since nobody attacks a test.
  static final Stretch CHEAP = new Stretch(64, 1, 1);

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final class Scratch {
    static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @TempDir protected Path folder;
  protected DatabaseUrl url;
  protected Control control;
  protected Checkpoints checkpoints;
  protected Registrar registrar;
  protected final List<String> alarms = new ArrayList<>();

  @BeforeEach
  void open() {
    url = Scratch.SERVER.createDatabase("people" + DATABASES.incrementAndGet());
    control = Control.open(new ControlPlace.Shared(url));
    checkpoints =
        new Checkpoints(
            folder.resolve("ledger.key"),
            folder.resolve("own"),
            Optional.empty(),
            "tester",
            UUID::randomUUID);
    registrar =
        new Registrar(
            control, checkpoints, "tester@quay", UUID::randomUUID, new SecureRandom(), CHEAP);
  }

  @AfterEach
  void close() {
    control.close();
  }

  protected static Password password(String person) {
    return new Password("tulip and " + person.toUpperCase(Locale.ROOT).charAt(0) + "!");
  }

  protected SignIn signIn() {
    return new SignIn(control, checkpoints, "tester@quay", UUID::randomUUID, alarms::add);
  }

  protected Signer in(String person) {
    return signIn().in(person, password(person));
  }

  /// Somebody who has enrolled and whom nobody has confirmed, with their key open all the same.
  protected Signer unconfirmed(String person) {
    Person enrolled = registrar.enrol(person, "Ms " + person, password(person));
    String key = enrolled.waiting().orElseThrow();
    OpenKey open =
        control
            .transaction(connection -> PersonKeys.find(connection, person, key))
            .flatMap(kept -> kept.open(password(person)))
            .orElseThrow();
    return new Signer(person, enrolled.name(), "tester@quay", open);
  }

  /// Enrols people, each confirmed by as many of those before as it takes.
  protected void team(String... ids) {
    for (int i = 0; i < ids.length; i++) {
      registrar.enrol(ids[i], "Ms " + ids[i], password(ids[i]));
      for (int other = 0; other < Math.min(i, 2); other++) {
        registrar.confirm(in(ids[other]), ids[i], "passport");
      }
    }
  }

  protected List<Entry> told() {
    return control.transaction(
        connection -> Ledger.newest(connection, Optional.of(People.SUBJECT), 1000));
  }

  /// As a superuser, past all safeguards.
  protected void tamper(String sql) throws SQLException {
    try (Connection connection = url.connect("tamper");
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(sql);
    }
  }
}
