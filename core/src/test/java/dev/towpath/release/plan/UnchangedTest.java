package dev.towpath.release.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import dev.towpath.release.ClassRule;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A plan that is no longer what is there.
class UnchangedTest {
  private static Release planned(String digest, boolean sign) {
    List<String> roles = List.of("engineering");
    return PlannedRelease.with(
        "r-1", digest, new ClassRule(roles, false, Optional.empty(), false, sign));
  }

  @Test
  void theSamePlanIsUnchanged() {
    assertThatCode(() -> Unchanged.require(planned("d1", true), planned("d1", true)))
        .doesNotThrowAnyException();
  }

  /// Its digest covers the runbook, which says who approves; the record says it once more.
  @Test
  void aRecordThatAsksForLessThanItsRunbookIsRefused() {
    assertThatThrownBy(() -> Unchanged.require(planned("d1", false), planned("d1", true)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("release-plan-changed");
              assertThat(e.problem().why()).contains("who must approve its class");
            });
  }
}
