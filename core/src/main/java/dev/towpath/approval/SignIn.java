package dev.towpath.approval;

import dev.towpath.control.Control;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Where a person proves by id and password who they are. Each refusal is a record of the ledger;
/// too many lock the id, and an alarm is given.
///
/// @param where the user and the machine that they work from
/// @param ids new ones
public record SignIn(
    Control control, Checkpoints checkpoints, String where, Supplier<UUID> ids, Alarm alarm) {
  /// So many refusals lock an id.
  static final int FAILURES = 5;

  /// Within so long.
  static final Duration WINDOW = Duration.ofMinutes(15);

  /// So long; or until a second person unlocks it.
  static final Duration LOCK = Duration.ofMinutes(15);

  /// What came of one try. Kept before anything is said: a refusal must not be forgotten.
  private sealed interface Outcome {
    record In(Signer signer) implements Outcome {}

    record Refused(Problem problem, Optional<String> alarm) implements Outcome {}
  }

  /// Opens a person's key. Two tries never run at the same time.
  ///
  /// @throws dev.towpath.problem.ProblemException with `sign-in-refused`, `person-locked`,
  ///     `person-unknown`, `person-left` or `person-not-confirmed`
  public Signer in(String id, Password password) {
    return switch (control.transaction(connection -> attempt(connection, id, password))) {
      case Outcome.In(Signer signer) -> signer;
      case Outcome.Refused(Problem problem, Optional<String> told) -> {
        checkpoints.keep(control);
        told.ifPresent(alarm::locked);
        throw problem.exception();
      }
    };
  }

  private Outcome attempt(Connection connection, String id, Password password) throws SQLException {
    PersonKeys.lock(connection);
    People people = People.read(connection);
    Person person = people.person(id).orElseThrow(() -> PeopleProblems.unknown(id).exception());
    if (person.left().isPresent()) {
      throw PeopleProblems.left(id, person.left().get()).exception();
    }
    String key = person.key().orElseThrow(() -> PeopleProblems.notConfirmed(person).exception());
    Instant now = now(connection);
    if (person.lockedUntil().filter(now::isBefore).isPresent()) {
      throw PeopleProblems.locked(id, person.lockedUntil().get()).exception();
    }
    Optional<OpenKey> open =
        PersonKeys.find(connection, id, key).flatMap(kept -> kept.open(password));
    return open.isPresent()
        ? new Outcome.In(new Signer(id, person.name(), where, open.get()))
        : refuse(connection, people, person, now);
  }

  private Outcome refuse(Connection connection, People people, Person person, Instant now)
      throws SQLException {
    long before =
        people.refusals(person.id()).stream()
            .filter(each -> each.isAfter(now.minus(WINDOW)))
            .count();
    if (before + 1 < FAILURES) {
      append(connection, People.REFUSED, Map.of("person", person.id(), "where", where));
      int left = (int) (FAILURES - before - 1);
      return new Outcome.Refused(PeopleProblems.refused(person, left), Optional.empty());
    }
    Instant until = now.plus(LOCK);
    append(
        connection,
        People.LOCKED,
        Map.of("person", person.id(), "where", where, "until", until.toString()));
    String words =
        "Somebody at %s gave a wrong password for %s %d times; the id is locked until %s."
            .formatted(where, person.id(), FAILURES, until);
    return new Outcome.Refused(PeopleProblems.locked(person.id(), until), Optional.of(words));
  }

  private void append(Connection connection, String type, Map<String, String> after)
      throws SQLException {
    Ledger.append(connection, Event.of(ids.get(), where, type, People.SUBJECT, after));
  }

  private static Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
