package dev.towpath.migration.verify;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Scope;
import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says whether what a target's history claims, what the files say, and what the database holds
/// agree. It changes nothing on the target. Stateless but for its listener.
public final class Verifier {
  private static final Duration CATALOG_LIMIT = Duration.ofMinutes(2);

  private final Applier applier;
  private final RunListener listener;

  /// @param applier replays the files on the scratch server
  /// @param listener hears how the replay goes on
  public Verifier(Applier applier, RunListener listener) {
    this.applier = applier;
    this.listener = listener;
  }

  /// What was read from the target.
  private record Claimed(Status status, Surroundings around, Snapshot snapshot) {}

  /// Compares the target with a replay of what it says was applied.
  ///
  /// @throws ProblemException if the target can't be read, or no scratch server can be started
  public Verification verify(VerifyRequest request, OpenTarget target) {
    Scope scope = Scope.of(target.target().platform());
    CatalogReader plain = new CatalogReader(scope, CATALOG_LIMIT);
    CatalogReader reader = request.needs() ? plain.withNeeds() : plain;
    Claimed claimed = read(request, target, reader);
    List<Migration> applied = new ArrayList<>(Replayable.of(claimed.status()));
    applied.addAll(request.also());
    List<Finding> findings = new ArrayList<>(claimed.status().findings());
    claimed.status().in(State.FAILED).stream()
        .map(VerifyFindings::notReplayed)
        .forEach(findings::add);
    try (ScratchServer server = Scratch.start(target.major(), target.target().platform())) {
      Replay.Replayed replayed =
          new Replay(applier, reader, listener)
              .run(server, claimed.around(), target.target().platform(), request.layout(), applied);
      return compared(request, target, claimed, applied, replayed, findings);
    } catch (SQLException e) {
      throw unreadable("The scratch server", e);
    } catch (ReplayFailed e) {
      findings.add(VerifyFindings.replayFailed(e.problem()));
      return new Verification(
          target.describe(),
          claimed.status(),
          applied.size(),
          0,
          List.of(),
          findings,
          Optional.empty());
    }
  }

  private static Verification compared(
      VerifyRequest request,
      OpenTarget target,
      Claimed claimed,
      List<Migration> applied,
      Replay.Replayed replayed,
      List<Finding> findings) {
    Snapshot there = without(replayed.snapshot(), request.left());
    Snapshot here = without(claimed.snapshot(), request.left());
    Catalog expected = there.catalog();
    Catalog actual = here.catalog();
    List<Difference> differences =
        Significant.of(
            CatalogComparison.compare(expected, actual),
            target.target().platform().systemSchemas());
    VerifyFindings says =
        new VerifyFindings(replayed.origins(), applied, claimed.status().in(State.FAILED));
    List<Finding> said = differences.stream().map(says::of).toList();
    findings.addAll(said);
    actual.unseen().forEach(unseen -> findings.add(VerifyFindings.unseen(unseen)));
    if (expected.major() != actual.major()) {
      findings.add(VerifyFindings.otherMajor(actual.major(), expected.major()));
    }
    return new Verification(
        target.describe(),
        claimed.status(),
        applied.size(),
        expected.major(),
        differences,
        List.copyOf(findings),
        Optional.of(new Verification.Schemas(there, here, said)));
  }

  private static Snapshot without(Snapshot snapshot, Set<Facet> left) {
    return new Snapshot(snapshot.catalog().without(left), snapshot.addresses(), snapshot.needs());
  }

  private static Claimed read(VerifyRequest request, OpenTarget target, CatalogReader reader) {
    try (Connection connection = target.connect("verify")) {
      Status status =
          Status.of(
              request.layout(),
              request.files(),
              Status.Known.read(connection, request.layout().history()));
      return new Claimed(status, Surroundings.of(connection), reader.read(connection));
    } catch (SQLException e) {
      throw unreadable("The database", e);
    }
  }

  private static ProblemException unreadable(String what, SQLException e) {
    return Problem.of("verify-unreadable", Exit.UNREACHABLE, what + " can't be read.")
        .because("The server said: " + e.getMessage())
        .leaving("Nothing was changed.")
        .next("Look at the connection and the rights of its role: towpath doctor")
        .exception(e);
  }
}
