package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.lint.Change;
import dev.towpath.lint.CheckReport;
import dev.towpath.lint.Guard;
import dev.towpath.lint.RuleSettings;
import dev.towpath.lint.Runner;
import dev.towpath.lint.rule.Rules;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "The branch that this work goes to: only what is new or changed is checked, as one"
              + " release; what is on it may not be edited, renamed or removed.")
  @Nullable String base;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Checks what is pending there, as one release, by the tables that it has.")
  @Nullable String environment;

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description =
          "The tool that will run the scripts, for its transactions: towpath, supabase, prisma,"
              + " flyway, dbmate, psql; a version may follow, as in supabase@2.92.")
  @Nullable String runner;

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      description = "The PostgreSQL major of production, 14 to 18.")
  @Nullable Integer postgres;

  @Override
  public Report run(Wiring wiring, Project project) {
    CheckScope scope = CheckScope.of(wiring, project, this);
    Guard guard =
        new Guard(
            new Change.Setting(scope.major(), runner(project), scope.platform()),
            Rules.ALL,
            new RuleSettings(project.rules()),
            scope.schema(),
            scope.catalog());
    guard.walk(scope.files().migrations(), scope.wanted(), scope.each());
    return CheckReport.of(scope.layout(), scope.findings(), guard.checked());
  }

  private Runner runner(Project project) {
    String word = Optional.ofNullable(runner).or(project::runner).orElse(Runner.TOWPATH.name());
    return Runner.named(word)
        .orElseThrow(
            () ->
                Problem.of("runner-unknown", Exit.USAGE, "There is no runner " + word + ".")
                    .leaving("Nothing was read or changed.")
                    .next("Use one of: " + String.join(", ", Runner.names()) + ".")
                    .exception());
  }
}
