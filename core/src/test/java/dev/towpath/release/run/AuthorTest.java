package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.PeopleCase;
import dev.towpath.approval.Signed;
import dev.towpath.approval.Signer;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.ReleaseJson;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans that their authors sign: what a signature binds, and what voids it and the approvals.
class AuthorTest extends PeopleCase {
  private static final String MOVED =
      "the signature is not its author's for this plan of this release.";
  private final Release release = PlannedRelease.signed("r-1", "engineering");
  private Journal journal;

  @BeforeEach
  void team() {
    journal = new Journal(control, checkpoints);
    team("ann", "ben", "cem");
    registrar.grant(in("ann"), "engineering", "ben");
  }

  private RunState plan(Release planned, String author) {
    return journal.plan(planned, false, new Author.Signing(in(author)));
  }

  private RunState approve(Release planned) {
    Approver ben = new Approver.Signing(in("ben"), Meaning.APPROVAL);
    return new Releases(journal, "ben").approve(planned.id(), "engineering", ben);
  }

  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void aPlanBearsItsAuthorsNameAndMeaning() {
    Authorship author = plan(release, "cem").author();
    assertThat(author.fault()).isEmpty();
    assertThat(author.who()).as("not who the plan said before").isEqualTo("Ms cem (cem)");
    assertThat(author.signed().orElseThrow().statement())
        .containsEntry("release", "r-1")
        .containsEntry("digest", release.digest())
        .containsEntry("meaning", "authorship")
        .containsEntry("name", "Ms cem")
        .containsKeys("at", "event", "ledger", "plan", "where");
    assertThat(Approvals.missing(approve(release))).isEmpty();
  }

  @Test
  void nobodyPlansWithoutASignatureOrWithAKeyThatIsTheirsNoMore() {
    assertRefused("plan-needs-signature", () -> journal.plan(release, false));
    Signer cem = in("cem");
    registrar.retire(in("ann"), "cem", "new job");
    assertRefused("person-no-right", () -> journal.plan(release, false, new Author.Signing(cem)));
    assertRefused("release-unknown", () -> journal.state(release.id()));
  }

  @Test
  void anAuthorWhoLeavesLaterHasPlannedIt() {
    plan(release, "cem");
    registrar.retire(in("ann"), "cem", "new job");
    assertThat(journal.state(release.id()).author().fault()).isEmpty();
    assertThat(approve(release).approvals()).hasSize(1);
  }

  @Test
  void nobodyApprovesTheirOwnWhateverThePlanSaidOfItsAuthor() {
    plan(release.by("cem"), "ben");
    assertRefused("approval-own", () -> approve(release));
  }

  @Test
  void aPlanThatWasMovedIsVoid() {
    Release other = PlannedRelease.signed("r-2", "engineering");
    plan(other, "ann");
    approve(other);
    Map<String, ? extends @Nullable Object> body = plan(release, "ann").events().getLast().body();
    append(other.id(), "ann", body, UUID.randomUUID());
    RunState run = journal.state(other.id());
    assertThat(run.author().fault()).contains(MOVED);
    assertThat(run.approvals()).isEmpty();
    assertRefused("plan-void", () -> approve(other));
  }

  private void append(
      ReleaseId id, String by, Map<String, ? extends @Nullable Object> body, UUID event) {
    control.transaction(
        connection ->
            Ledger.append(
                connection,
                Event.of(
                    event,
                    by,
                    RunEvent.Kind.PLANNED.word(),
                    "release:" + id,
                    Map.of("step", 0, "body", body))));
  }

  @Test
  void aPlanThatWasEditedVoidsItsApprovalsAndSaysWhy() throws SQLException {
    plan(release, "ann");
    approve(release);
    tamper(
        """
        update towpath_control.ledger set record = replace(record, '"due":"2026', '"due":"2027')
        where record::json ->> 'type' = 'release-planned'
        """);
    RunState run = journal.state(release.id());
    assertThat(run.release().digest()).as("what runs is the same").isEqualTo(release.digest());
    assertThat(run.approvals()).isEmpty();
    assertThat(Approvals.wanted(run))
        .contains("that of Ms ben (ben) as engineering is void: the plan is void: " + MOVED);
  }

  @Test
  void aPlanThatNobodySignedIsVoid() {
    plan(release, "ann");
    append(release.id(), "cem", ReleaseJson.write(release.by("cem")), UUID.randomUUID());
    assertThat(Approvals.wanted(journal.state(release.id())))
        .contains("the plan is void: its author didn't sign it");
  }

  @Test
  void aPlanOfSomebodyWhomNobodyKnewThenIsVoid() {
    plan(release, "ann");
    Signer mallory = unconfirmed("mallory");
    UUID event = UUID.randomUUID();
    Map<String, @Nullable Object> body = new TreeMap<>(ReleaseJson.write(release.by("mallory")));
    Map<String, String> facts =
        Map.of(
            "release",
            "r-1",
            "digest",
            release.digest(),
            "plan",
            Author.digest(Event.clean(body)),
            "meaning",
            "authorship",
            "name",
            "Mallory");
    Signed signed =
        control.transaction(
            connection -> mallory.sign(connection, event, "release-planned", facts));
    body.put(Signed.MEMBER, signed.json());
    append(release.id(), "mallory", body, event);
    assertThat(journal.state(release.id()).author().fault()).contains(MOVED);
    registrar.confirm(in("ann"), "mallory", "herself");
    registrar.confirm(in("ben"), "mallory", "herself");
    assertThat(journal.state(release.id()).author().fault())
        .as("she was not known when she signed")
        .contains(MOVED);
  }
}
