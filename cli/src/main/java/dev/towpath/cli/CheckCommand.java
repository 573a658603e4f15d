package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.config.SupabaseConfig;
import dev.towpath.lint.Baseline;
import dev.towpath.lint.Change;
import dev.towpath.lint.CheckReport;
import dev.towpath.lint.Checked;
import dev.towpath.lint.Fixes;
import dev.towpath.lint.Guard;
import dev.towpath.lint.RuleSettings;
import dev.towpath.lint.Runner;
import dev.towpath.lint.rule.Rules;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `towpath check`: what the migrations will do to production, by their files.
@Command(
    name = "check",
    headerHeading =
        "Examples:%n  towpath check%n  towpath check --base origin/main --output github%n%n",
    header = "Says what is dangerous about migrations, before anything runs.",
    description =
        "Without -e and --base each migration is taken as a release of its own. In CI, where a"
            + " branch is checked, the usual base branch is taken.",
    synopsisHeading = "%nUsage: ")
final class CheckCommand implements ProjectTask {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Scripts, or folders of them, also outside any project. By default the project's"
              + " migrations.")
  List<Path> files = List.of();

  @Mixin CheckOptions options;

  /// A fix may lay open another one; each round asks the rules again.
  private static final int MOST_ROUNDS = 5;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, IOException {
    CheckScope scope = CheckScope.of(wiring, project, this);
    List<Checked> checked = check(project, scope);
    for (int round = 0; options.fix && round < MOST_ROUNDS; round++) {
      List<Fixes.Fixed> fixed = Fixes.apply(scope.root(), mendable(scope, checked));
      if (fixed.isEmpty()) {
        break;
      }
      fixed.forEach(each -> tell(wiring, each));
      scope = CheckScope.of(wiring, project, this);
      checked = check(project, scope);
      wiring.say(left(checked));
    }
    return options.writeBaseline
        ? written(project, scope, checked)
        : report(project, scope, checked);
  }

  private List<Checked> check(Project project, CheckScope scope) {
    Guard guard =
        new Guard(
            new Change.Setting(scope.major(), runner(project), scope.platform()),
            Rules.ALL,
            new RuleSettings(project.rules()),
            scope.schema(),
            scope.catalog());
    SupabaseConfig.of(project).schemas().ifPresent(scope.schema().access()::serve);
    guard.walk(scope.files().migrations(), scope.wanted(), scope.each());
    return guard.checked();
  }

  /// Never one that may have been applied: what a base branch has, or the target.
  private static List<Checked> mendable(CheckScope scope, List<Checked> checked) {
    if (!scope.knowsNew()) {
      throw Problem.of(
              "fix-needs-new", Exit.USAGE, "--fix can't tell which migrations were applied.")
          .because("A migration that ran anywhere may not be edited.")
          .leaving("Nothing was changed.")
          .next("Say which are new: --base REF, -e ENV, or name the files.")
          .exception();
    }
    return checked.stream().filter(each -> scope.mendable().test(each.migration())).toList();
  }

  private static void tell(Wiring wiring, Fixes.Fixed fixed) {
    fixed
        .findings()
        .forEach(
            finding ->
                wiring.say(
                    "fixed: "
                        + finding.where().map(Object::toString).orElse(fixed.file())
                        + " "
                        + finding.rule()));
  }

  private static String left(List<Checked> checked) {
    long findings = checked.stream().mapToLong(each -> each.findings().size()).sum();
    return "checked again: the files still parse, "
        + (findings == 0 ? "nothing is left" : Counts.of(findings, "finding") + " left");
  }

  private Report report(Project project, CheckScope scope, List<Checked> checked) {
    Optional<Baseline> baseline = baseline(project);
    return CheckReport.of(
        scope.layout(), scope.findings(), checked, baseline, scope.isWhole() && files.isEmpty());
  }

  private Optional<Baseline> baseline(Project project) {
    if (options.baseline != null) {
      return Optional.of(Baseline.read(project.root(), options.baseline));
    }
    return Files.exists(project.root().resolve(Baseline.USUAL))
        ? Optional.of(Baseline.read(project.root(), Baseline.USUAL))
        : Optional.empty();
  }

  private Report written(Project project, CheckScope scope, List<Checked> checked)
      throws IOException {
    List<Finding> findings = new ArrayList<>(scope.findings());
    checked.forEach(each -> findings.addAll(each.findings()));
    String file = Optional.ofNullable(options.baseline).orElse(Baseline.USUAL);
    Files.writeString(project.root().resolve(file), Baseline.write(findings));
    return Report.of("check")
        .data("baseline", file)
        .data("known", findings.size())
        .summary(file + " written: " + Counts.of(findings.size(), "finding"));
  }

  private Runner runner(Project project) {
    String word =
        Optional.ofNullable(options.runner).or(project::runner).orElse(Runner.TOWPATH.name());
    return Runner.named(word)
        .orElseThrow(
            () ->
                Problem.of("runner-unknown", Exit.USAGE, "There is no runner " + word + ".")
                    .leaving("Nothing was read or changed.")
                    .next("Use one of: " + String.join(", ", Runner.names()) + ".")
                    .exception());
  }
}
