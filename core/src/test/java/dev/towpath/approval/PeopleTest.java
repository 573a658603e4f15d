package dev.towpath.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.ledger.Entry;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.problem.ProblemException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// How people come, go and get roles; and that nobody does it alone, or past the program.
class PeopleTest extends PeopleCase {
  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private Person person(String id) {
    return registrar.people().person(id).orElseThrow();
  }

  @Test
  void theFirstFoundsTheSecondIsConfirmedByTheFirstAllOthersByTwo() {
    assertThat(registrar.enrol("ann", "Ann Gray", password("ann")).wanting()).isZero();
    assertThat(registrar.enrol("ben", "Ben Hall", password("ben")).wanting()).isEqualTo(1);
    assertRefused("person-not-confirmed", () -> in("ben"));
    assertThat(registrar.confirm(in("ann"), "ben", "passport").key()).isPresent();
    registrar.enrol("cem", "Cem Iyi", password("cem"));
    assertThat(registrar.confirm(in("ann"), "cem", "passport").wanting()).isEqualTo(1);
    assertRefused("person-nothing-to-confirm", () -> registrar.confirm(in("ann"), "cem", "again"));
    assertThat(registrar.confirm(in("ben"), "cem", "met").confirmedBy())
        .containsExactly("ann", "ben");
    assertThat(in("cem").name()).isEqualTo("Cem Iyi");
  }

  @Test
  void nobodyConfirmsOrPromotesThemselves() {
    team("ann", "ben");
    assertRefused("person-oneself", () -> registrar.grant(in("ann"), "engineering", "ann"));
    registrar.grant(in("ben"), "engineering", "ann");
    assertThat(person("ann").roles()).containsExactly("engineering");
    assertRefused("role-held", () -> registrar.grant(in("ben"), "engineering", "ann"));
    registrar.revoke(in("ben"), "engineering", "ann", "moved");
    assertThat(person("ann").roles()).isEmpty();
    assertRefused("role-not-held", () -> registrar.revoke(in("ben"), "engineering", "ann", ""));
    assertRefused("person-unknown", () -> registrar.grant(in("ben"), "engineering", "eve"));
  }

  @Test
  void anIdIsNeverUsedAgain() {
    team("ann", "ben", "cem");
    assertRefused("person-id-used", () -> registrar.enrol("cem", "Other", password("cem")));
    registrar.grant(in("ann"), "engineering", "cem");
    Person left = registrar.retire(in("ann"), "cem", "new job");
    assertThat(left.left()).isPresent();
    assertThat(left.roles()).isEmpty();
    assertRefused("person-left", () -> in("cem"));
    assertRefused("person-id-used", () -> registrar.enrol("cem", "Other", password("cem")));
    assertRefused("person-left", () -> registrar.grant(in("ann"), "engineering", "cem"));
    assertRefused("person-last", () -> registrar.retire(in("ann"), "ben", "alone at last"));
  }

  @Test
  void aLostPasswordIsANewKeyThatTwoOthersConfirm() {
    team("ann", "ben", "cem");
    registrar.grant(in("ann"), "engineering", "cem");
    String before = person("cem").key().orElseThrow();
    Password other = new Password("six green boats");
    registrar.renew("cem", other);
    registrar.confirm(in("ann"), "cem", "phone");
    assertThat(in("cem").key()).as("the old one, until two have confirmed").isEqualTo(before);
    registrar.confirm(in("ben"), "cem", "phone");
    assertRefused("sign-in-refused", () -> in("cem"));
    assertThat(signIn().in("cem", other).key()).isNotEqualTo(before);
    assertThat(person("cem").roles()).containsExactly("engineering");
  }

  @Test
  void inATeamOfTwoNobodyTakesOverTheOther() {
    team("ann", "ben");
    registrar.renew("ben", new Password("what ann typed"));
    assertThat(registrar.confirm(in("ann"), "ben", "trust me").wanting()).isEqualTo(1);
    assertRefused("sign-in-refused", () -> signIn().in("ben", new Password("what ann typed")));
  }

  @Test
  void aPasswordIsChangedByItsOwner() {
    team("ann");
    String key = person("ann").key().orElseThrow();
    registrar.changePassword(in("ann"), new Password("six green boats"));
    assertRefused("sign-in-refused", () -> in("ann"));
    assertThat(signIn().in("ann", new Password("six green boats")).key()).isEqualTo(key);
    assertRefused("password-weak", () -> registrar.enrol("ben", "Ben", new Password("short")));
    assertRefused(
        "password-weak", () -> registrar.enrol("ben", "Ben", new Password("Ben and Jerry's")));
  }

  @Test
  void fiveWrongPasswordsLockAnIdUntilASecondPersonUnlocksIt() {
    team("ann", "ben");
    for (int i = 0; i < 4; i++) {
      assertRefused("sign-in-refused", () -> signIn().in("ann", password("wrong")));
    }
    assertThat(alarms).isEmpty();
    assertRefused("person-locked", () -> signIn().in("ann", password("wrong")));
    assertThat(alarms).singleElement().asString().contains("ann", "tester@quay");
    assertRefused("person-locked", () -> in("ann"));
    assertThat(told()).extracting(entry -> entry.event().type()).contains(People.LOCKED);
    registrar.unlock(in("ben"), "ann");
    assertThat(in("ann").id()).isEqualTo("ann");
  }

  @Test
  void aLockAndItsReasonsPassWithTime() throws SQLException {
    team("ann", "ben");
    for (int i = 0; i < 4; i++) {
      assertRefused("sign-in-refused", () -> signIn().in("ann", password("wrong")));
    }
    moveBack(People.REFUSED, "at");
    assertRefused("sign-in-refused", () -> signIn().in("ann", password("wrong")));
    for (int i = 0; i < 3; i++) {
      assertRefused("sign-in-refused", () -> signIn().in("ann", password("wrong")));
    }
    assertRefused("person-locked", () -> signIn().in("ann", password("wrong")));
    moveBack(People.LOCKED, "after,until");
    assertThat(in("ann").id()).isEqualTo("ann");
  }

  /// Sixteen minutes go by.
  private void moveBack(String type, String path) throws SQLException {
    tamper(
        """
        update towpath_control.ledger set record = jsonb_set(record::jsonb, '{%2$s}', to_jsonb(
            to_char((record::jsonb #>> '{%2$s}')::timestamptz at time zone 'utc'
              - interval '16 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text
        where record::json ->> 'type' = '%1$s'
        """
            .formatted(type, path));
  }

  @Test
  void whatIsWrittenPastTheProgramDoesNotCount() {
    team("ann", "ben", "cem");
    Signer ann = in("ann");
    forge("role-granted", Map.of("person", "ann", "role", "engineering", "by", "ben"), ann);
    forge("role-granted", Map.of("person", "ann", "role", "engineering"), ann);
    forge("person-confirmed", Map.of("person", "dan", "person-key", "00"), ann);
    assertThat(person("ann").roles()).isEmpty();
    assertThat(registrar.people().person("dan")).isEmpty();
    registrar.grant(in("ben"), "engineering", "ann");
    Entry granted = told().getLast();
    registrar.revoke(in("ben"), "engineering", "ann", "moved");
    control.transaction(
        connection -> {
          Event old = granted.event();
          return Ledger.append(
              connection,
              Event.of(UUID.randomUUID(), "ben", old.type(), old.subject(), old.after()));
        });
    assertThat(person("ann").roles()).as("an old grant, put in again").isEmpty();
  }

  private void forge(String type, Map<String, String> facts, Signer signer) {
    control.transaction(
        connection -> {
          UUID id = UUID.randomUUID();
          Map<String, String> more = new TreeMap<>(facts);
          Signed honest = signer.sign(connection, id, type, facts);
          honest.statement().forEach(more::putIfAbsent);
          Signed signed = Signed.sign(more, signer.open());
          return Ledger.append(
              connection,
              Event.of(id, "ann", type, People.SUBJECT, Map.of(Signed.MEMBER, signed.json())));
        });
  }

  @Test
  void anEditedRecordDoesNotCount() throws SQLException {
    team("ann", "ben", "cem");
    registrar.grant(in("ben"), "engineering", "ann");
    tamper(
        "update towpath_control.ledger set record = replace(record, 'engineering',"
            + " 'quality-lead')");
    assertThat(person("ann").roles()).isEmpty();
  }

  @Test
  void aKeyThatWasExchangedInTheTableOpensNothing() throws SQLException {
    team("ann", "ben");
    SealedKey.Made made = SealedKey.make("ben", password("ann"), CHEAP, new SecureRandom());
    tamper(
        "update towpath_control.person_key set salt = '%s', sealed = '%s' where person = 'ben'"
            .formatted(made.sealed().salt(), made.sealed().sealed()));
    assertRefused("sign-in-refused", () -> signIn().in("ben", password("ann")));
  }

  @Test
  void noSecretStandsAnywhere() throws Exception {
    team("ann", "ben");
    assertRefused("sign-in-refused", () -> signIn().in("ann", new Password("a wrong tulip")));
    Optional<String> all =
        control.transaction(
            connection -> {
              try (ResultSet row =
                  connection
                      .createStatement()
                      .executeQuery(
                          "select (select string_agg(l::text, '') from towpath_control.ledger l)"
                              + " || (select string_agg(k::text, '')"
                              + " from towpath_control.person_key k)")) {
                row.next();
                return Optional.ofNullable(row.getString(1));
              }
            });
    assertThat(all.orElseThrow()).contains("Ms ann").doesNotContain("tulip");
  }
}
