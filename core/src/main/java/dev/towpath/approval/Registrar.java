package dev.towpath.approval;

import dev.towpath.control.Control;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/// Where people come, change and go, and get roles: each of it is a signed record of the ledger.
///
/// @param where the user and the machine that this is done from
/// @param ids new ones
/// @param stretch what it costs to open a key that is sealed from now on
public record Registrar(
    Control control,
    Checkpoints checkpoints,
    String where,
    Supplier<UUID> ids,
    SecureRandom random,
    Stretch stretch) {

  /// A new person, who waits to be confirmed; the first one founds.
  public Person enrol(String id, String name, Password password) {
    SealedKey.Made made = made(id, password);
    Signer self = new Signer(id, name, where, made.open());
    return say(self, new Act.Enrol(id, name, made.sealed().key().hex()), made.sealed());
  }

  /// A new key for a person whose password is lost. The old one stays theirs until others have
  /// confirmed the new one.
  public Person renew(String id, Password password) {
    SealedKey.Made made = made(id, password);
    Signer self = new Signer(id, id, where, made.open());
    return say(self, new Act.Renew(id, made.sealed().key().hex()), made.sealed());
  }

  private SealedKey.Made made(String id, Password password) {
    password
        .weakness(id)
        .ifPresent(
            why -> {
              throw PeopleProblems.weak(why).exception();
            });
    return SealedKey.make(id, password, stretch, random);
  }

  /// Vouches that the newest key of a person is theirs.
  ///
  /// @param proof how it was seen who it is
  public Person confirm(Signer by, String id, String proof) {
    return record(
        connection -> {
          PersonKeys.lock(connection);
          String key = People.read(connection).person(id).flatMap(Person::waiting).orElse("");
          return said(connection, by, new Act.Confirm(id, key, proof), Optional.empty());
        });
  }

  /// The same key under another password.
  public Person changePassword(Signer self, Password password) {
    password
        .weakness(self.id())
        .ifPresent(
            why -> {
              throw PeopleProblems.weak(why).exception();
            });
    SealedKey sealed = SealedKey.seal(self.id(), self.open(), password, stretch, random);
    return say(self, new Act.ChangePassword(self.id()), sealed);
  }

  /// A person leaves, for good: roles end, and the id is never used again.
  public Person retire(Signer by, String id, String reason) {
    return say(by, new Act.Retire(id, reason));
  }

  public Person unlock(Signer by, String id) {
    return say(by, new Act.Unlock(id));
  }

  public Person grant(Signer by, String role, String person) {
    return say(by, new Act.Grant(person, role));
  }

  public Person revoke(Signer by, String role, String person, String reason) {
    return say(by, new Act.Revoke(person, role, reason));
  }

  /// Everybody, as the ledger has it now.
  public People people() {
    return control.transaction(People::read);
  }

  private Person say(Signer by, Act act) {
    return record(connection -> said(connection, by, act, Optional.empty()));
  }

  private Person say(Signer by, Act act, SealedKey key) {
    return record(connection -> said(connection, by, act, Optional.of(key)));
  }

  private Person record(Control.Work<Person> work) {
    Person person = control.transaction(work);
    checkpoints.keep(control);
    return person;
  }

  private Person said(Connection connection, Signer by, Act act, Optional<SealedKey> key)
      throws SQLException {
    PersonKeys.lock(connection);
    People people = People.read(connection);
    people
        .refusal(act, by.id())
        .ifPresent(
            refusal -> {
              throw PeopleProblems.of(refusal, act).exception();
            });
    boolean bringsItsKey = act instanceof Act.Enrol || act instanceof Act.Renew;
    if (!bringsItsKey
        && !people.person(by.id()).flatMap(Person::key).equals(Optional.of(by.key()))) {
      throw PeopleProblems.of(Refusal.NO_RIGHT, act).exception();
    }
    if (key.isPresent()) {
      PersonKeys.keep(connection, key.get());
    }
    append(connection, by, act);
    return People.read(connection).person(act.person()).orElseThrow();
  }

  private void append(Connection connection, Signer by, Act act) throws SQLException {
    UUID event = ids.get();
    Map<String, String> facts = new TreeMap<>(act.facts());
    facts.put("person", act.person());
    Signed signed = by.sign(connection, event, act.what(), facts);
    Ledger.append(
        connection,
        Event.of(event, by.id(), act.what(), People.SUBJECT, Map.of(Signed.MEMBER, signed.json()))
            .because(facts.getOrDefault("reason", "")));
  }
}
