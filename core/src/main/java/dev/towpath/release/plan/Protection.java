package dev.towpath.release.plan;

import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.config.Targets;
import dev.towpath.control.ControlPlace;
import dev.towpath.migration.naming.Git;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.ClassRule;
import dev.towpath.release.Release;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a project asks for before one of its environments is changed.
public final class Protection {
  private static final int MOST_RELEASES = 200;

  private Protection() {}

  /// For a command that changes a target and isn't a step of a release: by whatever name or URL the
  /// target is meant, it may be no protected environment.
  ///
  /// @param variables for the URLs of the project's environments
  /// @throws dev.towpath.problem.ProblemException with `environment-protected`
  public static void requireRelease(Project project, Target target, Map<String, String> variables) {
    Targets targets = new Targets(project, target.platform(), variables);
    for (Environment each : project.environments().values()) {
      if (each.isProtected() && isOf(targets, each, target)) {
        throw byReleasesAlone(each)
            .next("Plan a release: towpath release plan RUNBOOK -e " + each.name())
            .exception();
      }
    }
  }

  private static boolean isOf(Targets targets, Environment environment, Target target) {
    try {
      return environment.name().equals(target.name())
          || targets.choose(Optional.of(environment.name())).isSameDatabase(target);
    } catch (ProblemException e) {
      // Where it is, is not known here. A name is another one; a URL may be that of this.
      boolean named = targets.project().environments().containsKey(target.name());
      if (named || !(target.place() instanceof Target.Url)) {
        return false;
      }
      throw byReleasesAlone(environment)
          .because("Whether the given URL leads to it can't be told: " + e.problem().what())
          .next(e.problem().next() + " Or name the environment that you mean: -e NAME")
          .exception(e);
    }
  }

  private static Problem byReleasesAlone(Environment environment) {
    return Problem.of(
            "environment-protected",
            Exit.REFUSED,
            "The environment " + environment.name() + " is changed by releases alone.")
        .because("towpath.yaml says that it is protected.")
        .leaving("Nothing was changed.");
  }

  /// For a release of a protected environment: it runs what others can see.
  ///
  /// @throws dev.towpath.problem.ProblemException with `checkout-not-pushed`
  public static void requirePushed(Project project, String environment) {
    if (of(project, environment).filter(Environment::isProtected).isEmpty()) {
      return;
    }
    Git git = new Git(project.root());
    Optional<String> changed = git.ask("status", "--porcelain", "--", ".");
    Optional<String> branches = git.ask("branch", "--remotes", "--contains", "HEAD");
    if (changed.isEmpty() || branches.isEmpty()) {
      throw notPushed("The project is not in a git repository with a commit.").exception();
    }
    if (!changed.get().isBlank()) {
      throw notPushed(
              "Not committed: " + changed.get().lines().limit(3).map(String::strip).toList())
          .exception();
    }
    if (branches.get().isBlank()) {
      throw notPushed("No branch of a remote has its commit.").exception();
    }
  }

  /// For a class that asks for signatures: where they are kept, somebody has chosen.
  ///
  /// @throws dev.towpath.problem.ProblemException with `control-not-chosen`
  public static void requireControl(
      Project project, ClassRule rule, Map<String, String> variables) {
    if (rule.sign() && !project.ledger().local() && !ControlPlace.isShared(variables)) {
      throw Problem.of(
              "control-not-chosen",
              Exit.USAGE,
              "This class asks for signatures, and nobody has chosen where they are kept.")
          .because("A team needs one control database that all of them reach.")
          .leaving("Nothing was planned or changed.")
          .next("Set TOWPATH_CONTROL_URL, or say 'control: local' in towpath.yaml.")
          .exception();
    }
  }

  /// For a release that begins, and doesn't wait for its approvals before its first change: they
  /// are there.
  ///
  /// @throws dev.towpath.problem.ProblemException with `release-not-approved`
  public static void requireApproved(RunState run) {
    Release release = run.release();
    if (!release.waitsForApproval() && !Approvals.missing(run).isEmpty()) {
      throw Problem.of(
              "release-not-approved",
              Exit.REFUSED,
              "The release is not approved, nor would it wait.")
          .because(
              "The class %s asks for %s; no step 'approve' is before the first change. It wants %s."
                  .formatted(
                      release.releaseClass().word(), release.rule().words(), Approvals.wanted(run)))
          .leaving("Nothing was run.")
          .next(
              "Approve it: towpath release approve "
                  + release.id()
                  + " --role "
                  + Approvals.missing(run).getFirst())
          .exception();
    }
  }

  private static Problem notPushed(String why) {
    return Problem.of(
            "checkout-not-pushed",
            Exit.REFUSED,
            "A protected environment is released from a clean, pushed checkout alone.")
        .because(why)
        .leaving("Nothing was planned or changed.")
        .next("Commit and push, then plan again.");
  }

  /// Whether the migrations of a release were released before where the project wants it.
  ///
  /// @throws dev.towpath.problem.ProblemException with `release-not-before`
  public static void requireBefore(Project project, Release release, Journal journal) {
    Optional<String> after = of(project, release.environment()).flatMap(Environment::after);
    if (after.isEmpty() || release.migrations().pending().isEmpty()) {
      return;
    }
    Map<Path, String> released = released(project, after.get(), journal);
    List<String> missing =
        release.migrations().pending().stream()
            .filter(each -> !each.sha256().equals(released.get(each.file())))
            .map(Release.Pending::version)
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.of(
              "release-not-before",
              Exit.REFUSED,
              "These migrations were not released on " + after.get() + " before.")
          .because("No release there that is done had " + String.join(", ", missing) + ".")
          .leaving("Nothing was changed.")
          .next("Release them there first: towpath release plan RUNBOOK -e " + after.get())
          .exception();
    }
  }

  private static Map<Path, String> released(Project project, String environment, Journal journal) {
    Map<Path, String> released = new HashMap<>();
    journal.newest(project.name(), MOST_RELEASES).stream()
        .map(journal::state)
        .filter(run -> run.release().environment().equals(environment))
        .filter(run -> run.standing() == RunState.Standing.DONE)
        .flatMap(run -> run.release().migrations().pending().stream())
        .forEach(each -> released.putIfAbsent(each.file(), each.sha256()));
    return released;
  }

  private static Optional<Environment> of(Project project, String name) {
    return Optional.ofNullable(project.environments().get(name));
  }
}
