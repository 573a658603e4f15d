package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.PeopleCase;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.ClassRule;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signatures on releases: who may sign what, and what voids it.
class SigningTest extends PeopleCase {
  private static final ReleaseId ID = new ReleaseId("2026-11-21-orders");
  private Journal journal;

  @BeforeEach
  void journal() {
    journal = new Journal(control, checkpoints);
  }

  /// Planned by ann, and signed where the rule asks for it.
  private void plan(String id, String digest, ClassRule rule, boolean again) {
    Author ann = rule.sign() ? new Author.Signing(in("ann")) : new Author.Claim("ann");
    journal.plan(PlannedRelease.with(id, digest, rule), again, ann);
  }

  private static ClassRule signed(String... roles) {
    return new ClassRule(List.of(roles), false, Optional.empty(), false, true);
  }

  private RunState sign(String person, String role) {
    return new Releases(journal, person)
        .approve(ID, role, new Approver.Signing(in(person), Meaning.APPROVAL));
  }

  private void team() {
    team("ann", "ben", "cem", "dan");
    for (String person : List.of("ben", "cem", "dan")) {
      registrar.grant(in("ann"), "engineering", person);
    }
    registrar.grant(in("ben"), "engineering", "ann");
    registrar.grant(in("ann"), "quality-lead", "cem");
  }

  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void aSignatureHasNameTimeAndMeaning() {
    team();
    plan(ID.text(), "d1", signed("engineering", "quality-lead"), false);
    new Releases(journal, "cem")
        .approve(ID, "quality-lead", new Approver.Signing(in("cem"), Meaning.REVIEW));
    Approval approval = journal.state(ID).approvals().getFirst();
    assertThat(approval.who()).isEqualTo("Ms cem (cem)");
    assertThat(approval.meaning()).isEqualTo("review");
    assertThat(approval.signed().orElseThrow().statement())
        .containsEntry("release", ID.text())
        .containsEntry("digest", "d1")
        .containsEntry("role", "quality-lead")
        .containsEntry("name", "Ms cem")
        .containsKeys("at", "ledger", "event", "where");
    assertThat(Approvals.missing(journal.state(ID))).containsExactly("engineering");
  }

  @Test
  void nobodySignsTheirOwnPlanOrTwiceOrWithoutTheRole() {
    team();
    plan(ID.text(), "d1", signed("engineering", "quality-lead"), false);
    assertRefused("approval-own", () -> sign("ann", "engineering"));
    assertRefused("approval-role-not-held", () -> sign("ben", "quality-lead"));
    assertRefused("approval-not-asked", () -> sign("ben", "on-call"));
    sign("cem", "engineering");
    assertRefused("approval-twice", () -> sign("cem", "quality-lead"));
    assertRefused("approval-given", () -> sign("dan", "engineering"));
    assertRefused(
        "approval-needs-signature", () -> new Releases(journal, "ben").approve(ID, "quality-lead"));
  }

  @Test
  void beforeAnybodyIsEnrolledAnApprovalIsAClaimUnlessTheClassAsksForMore() {
    ClassRule claims = new ClassRule(List.of("engineering"), false, Optional.empty(), false, false);
    plan(ID.text(), "d1", claims, false);
    RunState run = new Releases(journal, "ben").approve(ID, "engineering");
    assertThat(run.approvals()).extracting(Approval::signed).containsExactly(Optional.empty());
    Release signed = PlannedRelease.signed("r-2", "engineering");
    assertRefused("plan-needs-signature", () -> journal.plan(signed, false));
    team();
    assertThat(journal.state(ID).approvals()).as("it was said before").hasSize(1);
    say(Map.of("role", "engineering", "digest", "d1"), "dan");
    assertThat(journal.state(ID).voidApprovals())
        .extracting(each -> each.fault().orElseThrow())
        .containsExactly("it is not signed, though people were enrolled by then.");
  }

  private void say(Map<String, Object> body, String by) {
    journal.say(ID, by, RunEvent.Kind.APPROVED, 0, Map.copyOf(body));
  }

  @Test
  void twoOfARoleAreTwoPeopleAndAnOrderIsKept() {
    team();
    ClassRule rule =
        new ClassRule(
            List.of("engineering", "engineering", "quality-lead"),
            true,
            Optional.empty(),
            false,
            true);
    plan(ID.text(), "d1", rule, false);
    assertRefused("approval-order", () -> sign("cem", "quality-lead"));
    sign("ben", "engineering");
    assertRefused("approval-twice", () -> sign("ben", "engineering"));
    sign("dan", "engineering");
    assertThat(Approvals.missing(sign("cem", "quality-lead"))).isEmpty();
  }

  @Test
  void aSignatureThatWasMovedDoesNotCount() {
    team();
    plan(ID.text(), "d1", signed("engineering"), false);
    sign("ben", "engineering");
    Map<String, ?> body = lastBody(ID);
    ReleaseId other = new ReleaseId("2026-11-22-other");
    plan(other.text(), "d1", signed("engineering"), false);
    append(other, body, UUID.randomUUID());
    assertThat(journal.state(other).approvals()).isEmpty();
    assertThat(journal.state(other).voidApprovals())
        .singleElement()
        .extracting(each -> each.fault().orElseThrow())
        .isEqualTo("its signature is not theirs for this plan of this release.");
    plan(ID.text(), "d2", signed("engineering"), true);
    assertThat(journal.state(ID).approvals()).as("another plan").isEmpty();
  }

  private Map<String, ?> lastBody(ReleaseId id) {
    return journal.state(id).events().getLast().body();
  }

  private void append(ReleaseId release, Map<String, ?> body, UUID id) {
    control.transaction(
        connection ->
            Ledger.append(
                connection,
                Event.of(
                    id,
                    "ben",
                    RunEvent.Kind.APPROVED.word(),
                    "release:" + release,
                    Map.of("step", 0, "body", body))));
  }

  @Test
  void anEditedSignatureDoesNotCount() throws SQLException {
    team();
    plan(ID.text(), "d1", signed("engineering", "quality-lead"), false);
    sign("cem", "engineering");
    tamper(
        """
        update towpath_control.ledger set record = replace(record, 'engineering', 'quality-lead')
        where record::json ->> 'type' = 'release-approved'
        """);
    assertThat(journal.state(ID).approvals()).isEmpty();
    assertThat(Approvals.wanted(journal.state(ID)))
        .contains("engineering, quality-lead", "is void: its signature is not theirs");
  }

  @Test
  void anApproverWhoLeftBeforeTheReleaseReliedOnItVoidsIt() {
    team();
    plan(ID.text(), "d1", signed("engineering", "quality-lead"), false);
    sign("ben", "engineering");
    sign("cem", "quality-lead");
    registrar.retire(in("ann"), "ben", "new job");
    assertThat(Approvals.missing(journal.state(ID))).containsExactly("engineering");
    assertThat(Approvals.wanted(journal.state(ID)))
        .contains("that of Ms ben (ben) as engineering is void: they left on ");
    registrar.revoke(in("ann"), "quality-lead", "cem", "on leave");
    assertThat(Approvals.wanted(journal.state(ID))).contains("the role was taken back");
    sign("dan", "engineering");
    assertThat(Approvals.missing(journal.state(ID))).containsExactly("quality-lead");
  }

  @Test
  void whatAReleaseHasReliedOnStays() {
    team();
    plan(ID.text(), "d1", signed("engineering"), false);
    sign("ben", "engineering");
    Lease lease = journal.take(ID, "ann", "test");
    journal.append(lease, UUID.randomUUID(), RunEvent.Kind.STEP_DONE, 2, Map.of());
    registrar.retire(in("ann"), "ben", "new job");
    assertThat(journal.state(ID).approvals()).hasSize(1);
  }

  @Test
  void ofTwoWhoApproveAtOnceOneIsToldThatItIsGiven() throws Exception {
    team();
    plan(ID.text(), "d1", signed("engineering"), false);
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<String>> said =
          List.of(two.submit(attempt("ben", together)), two.submit(attempt("dan", together)));
      assertThat(List.of(said.get(0).get(), said.get(1).get()))
          .containsExactlyInAnyOrder("", "approval-given");
    }
    assertThat(journal.state(ID).approvals()).hasSize(1);
  }

  private Callable<String> attempt(String person, CyclicBarrier together) {
    Approver approver = new Approver.Signing(in(person), Meaning.APPROVAL);
    return () -> {
      together.await();
      try {
        new Releases(journal, person).approve(ID, "engineering", approver);
        return "";
      } catch (ProblemException e) {
        return e.problem().code();
      }
    };
  }
}
