package dev.towpath.release.run;

import dev.towpath.control.Control;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to releases: their events in the ledger, and who drives each. Thread-safe.
public final class Journal {
  private final Control control;
  private final Checkpoints checkpoints;

  /// @param checkpoints sign what the ledger is after each event
  public Journal(Control control, Checkpoints checkpoints) {
    this.control = control;
    this.checkpoints = checkpoints;
  }

  /// Writes down a release of a class that asks for no signatures.
  public RunState plan(Release release, boolean again) {
    return plan(release, again, new Author.Claim(release.by()));
  }

  /// Writes down a release that was planned.
  ///
  /// @param again whether it takes the place of the plan that is there; its approvals are void then
  /// @throws dev.towpath.problem.ProblemException with `release-exists` or what [Author] says
  public RunState plan(Release release, boolean again, Author author) {
    return record(
        connection -> {
          String sql =
              """
              insert into towpath_control.release (id, project, environment)
              values (?, ?, ?) on conflict (id) do nothing
              """;
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, release.id().text());
            insert.setString(2, release.project());
            insert.setString(3, release.environment());
            if (insert.executeUpdate() == 0 && !again) {
              throw JournalProblems.exists(release.id()).exception();
            }
          }
          UUID event = UUID.randomUUID();
          Map<String, @Nullable Object> body = author.body(connection, event, release);
          add(connection, release.id(), event, author.by(), RunEvent.Kind.PLANNED, 0, body);
          return JournalReader.read(connection, release.id());
        });
  }

  /// Takes the right to drive a release, from a driver that was not heard of for too long too.
  ///
  /// @param by the person who starts it
  /// @param driver the process, for whoever waits for it
  public Lease take(ReleaseId id, String by, String driver) {
    return record(
        connection -> {
          Lease lease = raise(connection, id, by, driver);
          Due.now(connection, id);
          add(
              connection,
              id,
              UUID.randomUUID(),
              by,
              RunEvent.Kind.TAKEN,
              0,
              Map.of("driver", driver, "epoch", lease.epoch()));
          return lease;
        });
  }

  private static Lease raise(Connection connection, ReleaseId id, String by, String driver)
      throws SQLException {
    String sql =
        """
        update towpath_control.release
        set epoch = epoch + 1, driver = ?, expires = now() + ? * interval '1 millisecond'
        where id = ? and (expires is null or expires < now())
        returning epoch, extract(epoch from planned)::text
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, driver);
      update.setLong(2, Lease.LENGTH.toMillis());
      update.setString(3, id.text());
      try (ResultSet row = update.executeQuery()) {
        if (row.next()) {
          return new Lease(id, row.getString(2), row.getLong(1), by, driver);
        }
      }
    }
    throw JournalProblems.driven(id, Driving.read(connection, id)).exception();
  }

  /// Who drives a release now, or who did last.
  public Driving driving(ReleaseId id) {
    return control.transaction(connection -> Driving.read(connection, id));
  }

  /// Lets workers look at a release as soon as they can.
  public void makeDue(ReleaseId id) {
    control.transaction(
        connection -> {
          Due.now(connection, id);
          return true;
        });
  }

  /// Whether the lease is still its driver's; it is good for its whole length again then.
  public boolean renew(Lease lease) {
    return control.transaction(connection -> extend(connection, lease, Lease.LENGTH));
  }

  /// Gives the lease up, so that the next driver needn't wait; while the control database is away
  /// the lease runs out by itself.
  public void leave(Lease lease) {
    try {
      control.transaction(connection -> extend(connection, lease, null));
    } catch (ProblemException e) {
      // What ended its driver is told; this adds nothing to it.
    }
  }

  /// @param length null gives it up
  private static boolean extend(Connection connection, Lease lease, @Nullable Duration length)
      throws SQLException {
    String sql =
        """
        update towpath_control.release set expires = now() + ? * interval '1 millisecond'
        where id = ? and epoch = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, length == null ? null : length.toMillis(), Types.BIGINT);
      update.setString(2, lease.release().text());
      update.setLong(3, lease.epoch());
      return update.executeUpdate() == 1;
    }
  }

  /// Appends what a driver did.
  ///
  /// @param id of the event: told twice, it is written once
  /// @throws dev.towpath.problem.ProblemException with `release-taken-over`
  void append(
      Lease lease, UUID id, RunEvent.Kind kind, int step, Map<String, @Nullable Object> body) {
    record(
        connection -> {
          // Locks the row: nobody takes over between the look and the commit.
          if (!extend(connection, lease, Lease.LENGTH)) {
            throw JournalProblems.takenOver(lease).exception();
          }
          add(connection, lease.release(), id, lease.by(), kind, step, body);
          return true;
        });
  }

  /// Appends what a person said to a release.
  public void say(
      ReleaseId release,
      String by,
      RunEvent.Kind kind,
      int step,
      Map<String, @Nullable Object> body) {
    record(
        connection -> {
          Driving.read(connection, release); // There is one of that name.
          Due.now(connection, release);
          add(connection, release, UUID.randomUUID(), by, kind, step, body);
          return true;
        });
  }

  private <T> T record(Control.Work<T> work) {
    T result = control.transaction(work);
    checkpoints.keep(control);
    return result;
  }

  private static void add(
      Connection connection,
      ReleaseId release,
      UUID id,
      String by,
      RunEvent.Kind kind,
      int step,
      Map<String, @Nullable Object> body)
      throws SQLException {
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    after.put("step", step);
    after.put("body", body);
    Ledger.append(connection, Event.of(id, by, kind.word(), JournalReader.subject(release), after));
  }

  /// A release as its events tell it.
  public RunState state(ReleaseId id) {
    return control.transaction(connection -> JournalReader.read(connection, id));
  }

  /// The same for who asks again and again.
  RunState state(JournalReader reader) {
    return control.transaction(reader::read);
  }

  /// What is approved in one look: nobody else says anything to the release meanwhile.
  interface Approving {
    /// What the event says, or a problem.
    Map<String, @Nullable Object> body(Connection connection, UUID event, RunState run)
        throws SQLException;
  }

  /// Appends an approval, if it may be one where the release stands then.
  RunState approve(ReleaseId id, String by, Approving approving) {
    return record(
        connection -> {
          hold(connection, id);
          UUID event = UUID.randomUUID();
          RunState run = JournalReader.read(connection, id);
          Map<String, @Nullable Object> body = approving.body(connection, event, run);
          Due.now(connection, id);
          add(connection, id, event, by, RunEvent.Kind.APPROVED, 0, body);
          return JournalReader.read(connection, id);
        });
  }

  private static void hold(Connection connection, ReleaseId id) throws SQLException {
    String sql = "select from towpath_control.release where id = ? for update";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, id.text());
      query.execute();
    }
  }

  /// The newest releases first.
  ///
  /// @param most so many at the most
  public List<ReleaseId> newest(String project, int most) {
    String sql =
        "select id from towpath_control.release where project = ? order by planned desc limit ?";
    return control.transaction(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, project);
            query.setInt(2, most);
            try (ResultSet row = query.executeQuery()) {
              List<ReleaseId> ids = new ArrayList<>();
              while (row.next()) {
                ids.add(new ReleaseId(row.getString(1)));
              }
              return ids;
            }
          }
        });
  }
}
