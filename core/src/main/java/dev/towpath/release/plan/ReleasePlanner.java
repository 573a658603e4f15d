package dev.towpath.release.plan;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.digest.Sha256;
import dev.towpath.json.CanonicalJson;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Beside;
import dev.towpath.release.ClassRule;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.runbook.Requirement;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.WayBack;
import dev.towpath.signal.condition.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plans a release: what an approval binds to, and what is known beside it.
public final class ReleasePlanner {
  /// Changes with the meaning of what is bound.
  private static final String FORMAT = "1";

  private ReleasePlanner() {}

  /// Plans it. Nothing is written down or changed.
  ///
  /// @throws ProblemException with `release-environment`, `release-class-lowered`,
  ///     `release-role-unknown`, `release-approve-missing`,
  ///     `release-no-way-back` or what `towpath plan` says
  public static Release plan(PlanInput input) {
    require(input);
    Release.Migrations migrations = PendingMigrations.of(input);
    ReleaseClass releaseClass = releaseClass(input, migrations);
    ClassRule rule = rule(input.runbook(), releaseClass);
    requireRoles(input.project(), rule);
    if (rule.sign() && steps(input).stream().noneMatch(step -> step.kind().equals("approve"))) {
      throw PlanProblems.noApproval(releaseClass).exception();
    }
    if (rule.wayBack()) {
      requireWayBack(steps(input), releaseClass);
    }
    Optional<String> commit = Checkout.commit(input.project().root());
    return release(input, migrations, releaseClass, rule, commit);
  }

  private static List<Release.PlannedStep> steps(PlanInput input) {
    Path project = input.project().root();
    return input.runbook().steps().stream().map(step -> planned(step, project)).toList();
  }

  private static Release release(
      PlanInput input,
      Release.Migrations migrations,
      ReleaseClass releaseClass,
      ClassRule rule,
      Optional<String> commit) {
    SortedMap<String, String> bound = bound(input, migrations, releaseClass, commit);
    return new Release(
        input.id(),
        input.project().name(),
        input.environment(),
        input.runbook().file(),
        input.runbook().name(),
        releaseClass,
        rule,
        input.by(),
        input.now(),
        input.due(),
        commit,
        migrations,
        steps(input),
        input.runbook().rollbackWhen().stream().map(Condition::text).toList(),
        bound,
        Sha256.of(CanonicalJson.bytes(bound)),
        Beside.NOTHING);
  }

  /// What a release that has begun is bound to, as it is found now; what its own steps changed
  /// since, the history, is left as it was planned.
  public static Release again(Release planned, PlanInput input) {
    require(input);
    List<Release.Pending> pending = new ArrayList<>();
    for (Release.Pending each : planned.migrations().pending()) {
      Path file = input.project().root().resolve(each.file());
      pending.add(new Release.Pending(each.version(), each.name(), each.file(), digest(file)));
    }
    Release.Migrations migrations =
        new Release.Migrations(
            planned.migrations().digest(),
            planned.migrations().before(),
            List.copyOf(pending),
            planned.migrations().regulated(),
            planned.migrations().loses());
    Optional<String> commit = Checkout.commit(input.project().root());
    ClassRule rule = rule(input.runbook(), planned.releaseClass());
    return release(input, migrations, planned.releaseClass(), rule, commit);
  }

  private static void require(PlanInput input) {
    List<String> faults =
        input.runbook().require().stream()
            .flatMap(each -> each.fault(input.variables()).stream())
            .toList();
    if (!faults.isEmpty()) {
      throw PlanProblems.environment(input.runbook().file(), faults).exception();
    }
    for (RunbookStep step : all(input.runbook())) {
      Optional<Problem> lack = step.step().lack(input.project());
      if (lack.isPresent()) {
        throw lack.get().at(step.where()).exception();
      }
    }
  }

  private static List<RunbookStep> all(Runbook runbook) {
    List<RunbookStep> all = new ArrayList<>(runbook.steps());
    all.addAll(runbook.rollBack());
    return all;
  }

  private static ReleaseClass releaseClass(PlanInput input, Release.Migrations migrations) {
    ReleaseClass computed = ChangeClass.of(migrations);
    if (input.asked().isEmpty()) {
      return computed;
    }
    if (!input.asked().get().mayReplace(computed)) {
      throw PlanProblems.lowered(input.asked().get(), computed).exception();
    }
    return input.asked().get();
  }

  private static ClassRule rule(Runbook runbook, ReleaseClass releaseClass) {
    return Optional.ofNullable(runbook.classes().get(releaseClass)).orElseThrow();
  }

  /// Where the project names its roles, nobody waits for one that nobody can hold.
  private static void requireRoles(Project project, ClassRule rule) {
    Optional<List<String>> known = project.people().roles();
    if (known.isPresent()) {
      for (String role : rule.approve()) {
        if (!known.get().contains(role)) {
          throw PlanProblems.roleUnknown(role, known.get()).exception();
        }
      }
    }
  }

  private static void requireWayBack(List<Release.PlannedStep> steps, ReleaseClass releaseClass) {
    List<Release.PlannedStep> without =
        steps.stream().filter(step -> step.wayBack().isEmpty()).toList();
    if (!without.isEmpty()) {
      throw PlanProblems.noWayBack(without, releaseClass).exception();
    }
  }

  private static Release.PlannedStep planned(RunbookStep step, Path project) {
    return new Release.PlannedStep(
        step.number(),
        step.kind(),
        step.name(),
        step.step().does(),
        step.owner(),
        step.at().map(Object::toString),
        switch (step.step().wayBack()) {
          case WayBack.NotNeeded() -> Optional.of("-");
          case WayBack.By(String does, _) -> Optional.of(does);
          case WayBack.None _ -> Optional.empty();
        },
        step.step().items(project));
  }

  private static SortedMap<String, String> bound(
      PlanInput input,
      Release.Migrations migrations,
      ReleaseClass releaseClass,
      Optional<String> commit) {
    SortedMap<String, String> bound = new TreeMap<>();
    bound.put("format", FORMAT);
    bound.put("project", input.project().name());
    bound.put("environment", input.environment());
    bound.put("class", releaseClass.word());
    bound.put("approvals", rule(input.runbook(), releaseClass).words());
    bound.put("runbook " + input.runbook().file(), input.runbook().sha256());
    bound.put("migrations", migrations.digest());
    bound.put(
        "required variables",
        String.join(" ", input.runbook().require().stream().map(Requirement::variable).toList()));
    commit.ifPresent(each -> bound.put("commit", each));
    migrations.pending().forEach(each -> bound.put("file " + each.file(), each.sha256()));
    if (!input.runbook().rollbackWhen().isEmpty()) {
      bound.put("file " + ConfigFile.NAME, digest(input.project().root().resolve(ConfigFile.NAME)));
    }
    for (RunbookStep step : all(input.runbook())) {
      for (Path file : step.step().files()) {
        bound.put("file " + file, digest(input.project().root().resolve(file)));
      }
      StepKinds.jar(step.step())
          .ifPresent(jar -> bound.put("plugin " + jar.getFileName(), digest(jar)));
    }
    return Collections.unmodifiableSortedMap(bound);
  }

  /// A file that a step will write isn't there yet.
  private static String digest(Path file) {
    try {
      return Files.exists(file) ? Sha256.of(file) : "none";
    } catch (IOException e) {
      throw PlanProblems.unreadable(file, e).exception(e);
    }
  }
}
