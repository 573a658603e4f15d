package dev.towpath.drift;

import dev.towpath.catalog.Difference;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.Marker;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Marks a migration as applied on a target on which its effect stands already.
///
/// @param expected differences that a team wants to have
public record DriftRecord(Marker marker, Verifier verifier, Predicate<Difference> expected) {
  private static final int SHOWN = 5;

  /// Fails with `record-differs` unless the target is, at this moment, what its applied migrations
  /// and this one make.
  ///
  /// @param key the version of a pending migration
  public Report run(
      String key,
      PlanRequest plan,
      VerifyRequest request,
      OpenTarget target,
      RunListener listener) {
    Migration migration =
        marker.mark(plan, key, target, each -> prove(each, request, target), listener);
    return Report.of("drift")
        .data("target", target.describe())
        .data("recorded", migration.key())
        .summary(
            "recorded "
                + migration.title()
                + " as applied on "
                + target.target().name()
                + ": its schema is what the migrations make");
  }

  private void prove(Migration migration, VerifyRequest request, OpenTarget target) {
    Verification proof = verifier.verify(request.also(migration), target);
    List<String> left =
        proof.schemas().isEmpty()
            ? List.of(proof.findings().getLast().message())
            : proof.differences().stream()
                .filter(expected.negate())
                .map(difference -> difference.name().title())
                .toList();
    if (!left.isEmpty()) {
      throw Problem.of(
              "record-differs",
              Exit.REFUSED,
              "The database is not what its migrations with " + migration.title() + " make.")
          .because(
              "What differs: "
                  + left.stream().limit(SHOWN).collect(Collectors.joining("; "))
                  + (left.size() > SHOWN ? "; and " + (left.size() - SHOWN) + " more" : "")
                  + ".")
          .leaving("Nothing was recorded, and nothing else was changed.")
          .next("See all of it: towpath drift -e " + target.target().name())
          .exception();
    }
  }
}
