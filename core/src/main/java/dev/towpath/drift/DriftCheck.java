package dev.towpath.drift;

import dev.towpath.catalog.Difference;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Compares a target with what its own history says, and tells of each change once.
///
/// @param expected differences that a team wants to have; they are neither reported nor told
/// @param file where the state is kept; without one every difference is new
/// @param notifier who is told; needs a state file
public record DriftCheck(
    Verifier verifier,
    Predicate<Difference> expected,
    Optional<DriftStateFile> file,
    Optional<Notifier> notifier,
    InstantSource clock) {

  /// Changes nothing on the target. A notification that fails is told again by the next run.
  public Drift run(VerifyRequest request, OpenTarget target) {
    String name = target.target().name();
    DriftState last = file.map(f -> f.read(name)).orElse(DriftState.empty(name));
    Verification verification = verifier.verify(request, target);
    if (verification.schemas().isEmpty()) {
      return new Drift(verification, List.of(), verification.findings(), last, 0);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Difference> differences =
        verification.differences().stream().filter(expected.negate()).toList();
    DriftState state = last.seeing(differences, now);
    file.ifPresent(f -> f.write(state));
    List<Finding> findings = new ArrayList<>(findings(verification, state));
    DriftState after = notified(state, now, findings);
    int told = state.untold().size() - after.untold().size();
    return new Drift(verification, differences, findings, after, told);
  }

  /// The verification's without what was expected, each difference with since when it is known.
  private List<Finding> findings(Verification verification, DriftState state) {
    List<Finding> said = verification.schemas().orElseThrow().said();
    Set<Finding> ofDifferences = new HashSet<>(said);
    List<Finding> findings = new ArrayList<>(verification.findings());
    findings.removeIf(ofDifferences::contains);
    for (int i = 0; i < said.size(); i++) {
      Difference difference = verification.differences().get(i);
      if (!expected.test(difference)) {
        Finding finding = said.get(i);
        String since =
            file.isEmpty()
                ? ""
                : " Known since "
                    + state.since(difference).map(Instant::toString).orElse("now")
                    + ".";
        findings.add(finding.because(finding.why() + since));
      }
    }
    return findings;
  }

  private DriftState notified(DriftState state, Instant now, List<Finding> findings) {
    DriftState current = state;
    if (notifier.isEmpty()) {
      return current;
    }
    for (KnownDifference difference : state.untold()) {
      Optional<String> failed = notifier.orElseThrow().tell(state.target(), difference, now);
      if (failed.isPresent()) {
        findings.add(notTold(difference, failed.orElseThrow()));
      } else {
        current = current.told(difference);
        DriftState told = current;
        file.ifPresent(f -> f.write(told));
      }
    }
    return current;
  }

  private static Finding notTold(KnownDifference difference, String why) {
    return Finding.of(
            "drift-not-told",
            Severity.WARNING,
            "The command of --notify failed for " + difference.object() + ".")
        .because("When it was run, " + why + ". The next run tries again.")
        .help("Run the command by hand, with a line of JSON on its standard input.");
  }
}
