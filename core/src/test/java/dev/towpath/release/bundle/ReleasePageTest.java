package dev.towpath.release.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.approval.Signed;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Who opens a bundle reads who planned the release and who approved it, and what that is worth.
class ReleasePageTest {
  private static final Instant AT = Instant.parse("2026-11-21T20:00:00Z");
  private static final Release RELEASE = PlannedRelease.signed("r-1", "engineering");
  private static final Signed EVE =
      new Signed(new TreeMap<>(Map.of("name", "Ms <Eve>")), "cd".repeat(32), "ab".repeat(64));
  private static final Signed BEN =
      new Signed(
          new TreeMap<>(Map.of("name", "Mr Ben", "meaning", "review")),
          "cd".repeat(32),
          "ef".repeat(64));

  @Test
  void theAuthorsSignatureStandsWithNameTimeAndMeaning() {
    assertThat(page(Optional.of(EVE), Optional.empty(), Optional.empty()))
        .contains("<td>Planned<td>2026-11-21 20:00:00 UTC, Ms &lt;Eve&gt; (eve)")
        .contains("<td>Plan<td>signed")
        .contains(
            "<td>author<td>Ms &lt;Eve&gt; (eve)<td>authorship<td>2026-11-21 20:00:00 UTC"
                + "<td>signed <code title=\"abab")
        .contains("<td>engineering<td>Mr Ben (ben)<td>review<td>2026-11-21 20:00:00 UTC<td>signed")
        .doesNotContain("VOID", "No approval counts");
  }

  @Test
  void aClaimIsCalledOne() {
    assertThat(page(Optional.empty(), Optional.empty(), Optional.empty()))
        .contains("<td>Plan<td>a claim, not signed")
        .contains(
            "<td>author<td>eve<td>authorship<td>2026-11-21 20:00:00 UTC<td>a claim, not signed");
  }

  @Test
  void ofAVoidPlanItSaysWhyItsApprovalsDoNotCount() {
    String why = "its author didn't sign it.";
    assertThat(page(Optional.empty(), Optional.of(why), Optional.of("the plan is void: " + why)))
        .contains("<td>Plan<td>VOID: its author didn't sign it.")
        .contains("<td>authorship<td>2026-11-21 20:00:00 UTC<td>VOID: its author")
        .contains("<td>Mr Ben (ben)<td>review<td>2026-11-21 20:00:00 UTC<td>VOID: the plan is void")
        .contains("No approval counts.");
  }

  private static String page(
      Optional<Signed> author, Optional<String> voidPlan, Optional<String> voidApproval) {
    Approval approval =
        new Approval("ben", "engineering", RELEASE.digest(), AT, Optional.of(BEN), voidApproval);
    RunState run =
        RunState.of(
            RELEASE, List.of(), new Authorship("eve", AT, author, voidPlan), List.of(approval));
    return new ReleasePage(run, new Gathered()).text();
  }
}
