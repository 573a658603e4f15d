package dev.towpath.doctor;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at this machine and at a target. It changes nothing, except that it starts an embedded
/// server, and no finding is an exception.
public final class Doctor {
  private final InstantSource clock;

  public Doctor(InstantSource clock) {
    this.clock = clock;
  }

  /// All checks, in the order in which they help: first what others depend on.
  ///
  /// @param project the folder whose disk is looked at
  /// @param target empty if the project names none
  public List<Check> run(Path project, Optional<Target> target) {
    List<Check> checks = new ArrayList<>(MachineChecks.all(project));
    target.ifPresent(named -> checks.addAll(ofTarget(named)));
    return List.copyOf(checks);
  }

  private List<Check> ofTarget(Target target) {
    List<Check> checks = new ArrayList<>();
    try (OpenTarget open = target.open();
        Connection connection = open.connect("doctor")) {
      checks.add(Check.pass("connection", open.describe()));
      checks.addAll(ServerChecks.all(connection, open, clock));
      checks.addAll(SessionChecks.all(connection));
    } catch (ProblemException e) {
      checks.add(failed(e.problem()));
    } catch (SQLException e) {
      String words = String.valueOf(e.getMessage());
      checks.add(Check.fail("connection", words, "Run the same command again."));
    }
    return checks;
  }

  private static Check failed(Problem problem) {
    String name = problem.code().equals("pooler-transaction-mode") ? "pooler" : "connection";
    return Check.fail(name, (problem.what() + " " + problem.why()).strip(), problem.next());
  }
}
