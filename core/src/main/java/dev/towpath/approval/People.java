package dev.towpath.approval;

import dev.towpath.approval.Life.KeyTerm;
import dev.towpath.ledger.Entry;
import dev.towpath.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Everybody whom the ledger tells of, and what each was at each of its places. What is not signed
/// by who may say it, is passed over. Not changed once it is read.
public final class People {
  /// The subject of all events about people.
  public static final String SUBJECT = Ledger.PEOPLE;

  /// Behind every place that there is.
  public static final long NOW = Long.MAX_VALUE - 1;

  static final String REFUSED = "sign-in-refused";
  static final String LOCKED = "person-locked";

  /// More is no team.
  private static final int MOST_EVENTS = 200_000;

  /// How long a signature may wait for its place in the ledger.
  private static final Duration SLACK = Duration.ofMinutes(2);

  /// Once two people are there, so many must confirm each new key.
  private static final int TWO = 2;

  private final String ledger;
  private final Map<String, Life> lives = new LinkedHashMap<>();
  private long founded = Long.MAX_VALUE;

  private People(String ledger) {
    this.ledger = ledger;
  }

  /// Nobody.
  public static People none() {
    return new People("");
  }

  /// Reads what a transaction sees.
  public static People read(Connection connection) throws SQLException {
    People people = new People(Ledger.origin(connection));
    Ledger.newest(connection, Optional.of(SUBJECT), MOST_EVENTS).forEach(people::hear);
    return people;
  }

  private void hear(Entry entry) {
    String type = entry.event().type();
    Instant at = Instant.parse(entry.at());
    if (type.equals(REFUSED) || type.equals(LOCKED)) {
      Optional<Life> life = life(String.valueOf(entry.event().after().get("person")));
      life.ifPresent(each -> each.refusals.add(at));
      if (type.equals(LOCKED)) {
        Optional<Instant> until = instant(String.valueOf(entry.event().after().get("until")));
        life.ifPresent(each -> each.lockedUntil = until);
      }
      return;
    }
    Signed.read(entry.event().after().get(Signed.MEMBER))
        .filter(signed -> stands(signed, entry))
        .ifPresent(
            signed ->
                Act.read(type, signed)
                    .filter(act -> signerMay(act, signed, entry.sequence()))
                    .filter(act -> refusal(act, signed.text("by")).isEmpty())
                    .ifPresent(act -> apply(act, signed.text("by"), entry.sequence(), at)));
  }

  /// Whether a statement was signed for this event of this ledger, then.
  public boolean stands(Signed signed, Entry entry) {
    if (!signed.text("ledger").equals(ledger)
        || !signed.text("event").equals(entry.event().id().toString())
        || !signed.text("what").equals(entry.event().type())) {
      return false;
    }
    Instant kept = Instant.parse(entry.at());
    return instant(signed.text("at"))
            .filter(said -> Duration.between(said, kept).abs().compareTo(SLACK) <= 0)
            .isPresent()
        && signed.verifies();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean signerMay(Act act, Signed signed, long place) {
    return switch (act) {
      case Act.Enrol(String person, _, String key) ->
          signed.text("by").equals(person) && key.equals(signed.key());
      case Act.Renew(String person, String key) ->
          signed.text("by").equals(person) && key.equals(signed.key());
      case Act.Confirm _,
          Act.ChangePassword _,
          Act.Retire _,
          Act.Unlock _,
          Act.Grant _,
          Act.Revoke _ ->
          isKeyOf(signed.text("by"), signed.key(), place);
    };
  }

  /// Why an act doesn't count, by what is known so far.
  ///
  /// @param by who says it, with a key that was proven
  Optional<Refusal> refusal(Act act, String by) {
    Optional<Life> life = life(act.person());
    if (act instanceof Act.Enrol) {
      return life.map(_ -> Refusal.ID_USED);
    }
    if (life.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN);
    }
    if (life.get().hasLeft()) {
      return Optional.of(Refusal.LEFT);
    }
    return refusal(act, by, life.get());
  }

  private Optional<Refusal> refusal(Act act, String by, Life life) {
    boolean oneself = by.equals(life.id);
    return switch (act) {
      case Act.Enrol _ -> Optional.of(Refusal.ID_USED);
      case Act.Renew _ -> when(!life.wasConfirmed(), Refusal.NOT_CONFIRMED);
      case Act.Confirm(_, String key, _) ->
          when(oneself, Refusal.ONESELF)
              .or(() -> when(!awaits(life, key, by), Refusal.NOTHING_TO_CONFIRM));
      case Act.ChangePassword _ -> when(!oneself, Refusal.NOT_ONESELF);
      case Act.Retire _ -> when(isNeeded(life), Refusal.LAST);
      case Act.Unlock _ -> when(oneself, Refusal.ONESELF);
      case Act.Grant(_, String role) ->
          when(oneself, Refusal.ONESELF)
              .or(() -> when(!life.isPresent(NOW), Refusal.NOT_CONFIRMED))
              .or(() -> when(life.holds(role, NOW), Refusal.ROLE_HELD));
      case Act.Revoke(_, String role, _) -> when(!life.holds(role, NOW), Refusal.ROLE_NOT_HELD);
    };
  }

  private static Optional<Refusal> when(boolean holds, Refusal refusal) {
    return holds ? Optional.of(refusal) : Optional.empty();
  }

  private static boolean awaits(Life life, String key, String by) {
    return life.waiting()
        .filter(each -> each.key.equals(key) && !each.confirmedBy.contains(by))
        .isPresent();
  }

  /// With fewer than two nobody could ever be confirmed again.
  private boolean isNeeded(Life life) {
    long present = lives.values().stream().filter(each -> each.isPresent(NOW)).count();
    return life.isPresent(NOW) && present <= TWO;
  }

  private void apply(Act act, String by, long place, Instant at) {
    if (act instanceof Act.Enrol(String person, String name, String key)) {
      Life life = new Life(person, name, at);
      lives.put(person, life);
      founded = Math.min(founded, place);
      addKey(life, key, place);
      return;
    }
    Life life = life(act.person()).orElseThrow();
    switch (act) {
      case Act.Enrol _ -> {}
      case Act.Renew(_, String key) -> {
        life.password = at;
        addKey(life, key, place);
      }
      case Act.Confirm _ -> {
        life.waiting().ifPresent(key -> key.confirmedBy.add(by));
        settle(life, place);
      }
      case Act.ChangePassword _ -> life.password = at;
      case Act.Retire _ -> life.leave(place, at);
      case Act.Unlock _ -> {
        life.lockedUntil = Optional.empty();
        life.refusals.clear();
      }
      case Act.Grant(_, String role) -> life.grant(role, place);
      case Act.Revoke(_, String role, _) -> life.revoke(role, place);
    }
  }

  private void addKey(Life life, String key, long place) {
    life.keys.removeIf(each -> life.waiting().filter(each::equals).isPresent());
    life.keys.add(new KeyTerm(key));
    settle(life, place);
  }

  private void settle(Life life, long place) {
    life.waiting().filter(_ -> wanting(life) <= 0).ifPresent(key -> life.take(key, place));
  }

  /// How many more people must confirm a person's newest key. The first person founds; the second
  /// is confirmed by the first, who is all there is; from then on it takes two: nobody alone can
  /// make up a person, or take another's id over.
  private int wanting(Life life) {
    Optional<KeyTerm> waiting = life.waiting();
    if (waiting.isEmpty()) {
      return 0;
    }
    long others =
        lives.values().stream().filter(each -> each.wasConfirmed() && each != life).count();
    int wanted = others > 0 && life.wasConfirmed() ? TWO : (int) Math.min(TWO, others);
    return wanted - waiting.get().confirmedBy.size();
  }

  private Optional<Life> life(String id) {
    return Optional.ofNullable(lives.get(id));
  }

  /// Whether a key is a person's at a place in the ledger.
  public boolean isKeyOf(String person, String key, long place) {
    return life(person).filter(each -> each.isPresent(place) && each.isKey(key, place)).isPresent();
  }

  /// Whether a person holds a role at a place in the ledger.
  public boolean holds(String person, String role, long place) {
    return life(person).filter(each -> each.holds(role, place)).isPresent();
  }

  /// When a person left; empty while they are here.
  public Optional<Instant> left(String person) {
    return life(person).flatMap(each -> each.leftAt);
  }

  /// The place of the first enrolment: what was approved before it is a claim.
  public OptionalLong founded() {
    return lives.isEmpty() ? OptionalLong.empty() : OptionalLong.of(founded);
  }

  /// The ledger that tells of them.
  public String ledger() {
    return ledger;
  }

  Collection<Instant> refusals(String person) {
    return life(person).map(each -> List.copyOf(each.refusals)).orElse(List.of());
  }

  /// Somebody who is or was enrolled.
  public Optional<Person> person(String id) {
    return life(id).map(this::person);
  }

  /// In the order in which they were enrolled.
  public List<Person> all() {
    return lives.values().stream().map(this::person).toList();
  }

  private Person person(Life life) {
    return new Person(
        life.id,
        life.name,
        life.hasLeft() ? Optional.empty() : life.keyAt(NOW),
        life.waiting().map(each -> each.key),
        life.keys.isEmpty() ? List.of() : List.copyOf(life.keys.getLast().confirmedBy),
        wanting(life),
        life.enrolled,
        life.password,
        life.leftAt,
        life.lockedUntil,
        life.roles.keySet().stream().filter(role -> life.holds(role, NOW)).toList());
  }
}
