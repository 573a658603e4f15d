package dev.towpath.cli;

import dev.towpath.backup.seal.Identity;
import dev.towpath.backup.seal.Keys;
import dev.towpath.backup.store.Storage;
import dev.towpath.backup.store.Storages;
import dev.towpath.config.BackupSettings;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.config.Targets;
import dev.towpath.migration.history.History;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.Marker;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.ReplayedCatalog;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.plan.Protection;
import dev.towpath.report.Format;
import dev.towpath.report.Ink;
import dev.towpath.report.ProblemText;
import dev.towpath.rollback.DownTrials;
import dev.towpath.rollback.OpenRollback;
import dev.towpath.rollback.Restores;
import dev.towpath.rollback.RollbackPlanner;
import dev.towpath.rollback.freeze.Frozen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts the program together: what each command needs, made where it is needed.
final class Wiring {
  private static final String IDENTITY = "TOWPATH_AGE_IDENTITY";

  private final Screen screen;
  private final Towpath options;
  private final Invocation invocation;
  private final Path workingDirectory;
  private final InstantSource clock;

  Wiring(
      Screen screen,
      Towpath options,
      Invocation invocation,
      Path workingDirectory,
      InstantSource clock) {
    this.screen = screen;
    this.options = options;
    this.invocation = invocation;
    this.workingDirectory = workingDirectory;
    this.clock = clock;
  }

  Screen screen() {
    return screen;
  }

  Who who() {
    return new Who(screen.variables());
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  InstantSource clock() {
    return clock;
  }

  Format output() {
    return options.output;
  }

  /// The options of this command line that say how results look, for one inside it.
  Stream<String> look() {
    return Stream.of("--color", options.color.name().toLowerCase(Locale.ROOT));
  }

  /// The project's folder: the current one, or the one that `-C` names.
  Path folder() {
    return workingDirectory.resolve(options.directory).normalize();
  }

  ConfigReading config() {
    return ConfigFile.read(folder());
  }

  /// The layout of a project and the folder of its migrations: as configured, or as detected.
  Layouts.Found layout(Project project) {
    if (project.migrations().isEmpty()) {
      Layouts.Found found = Layouts.detect(project.root());
      return project
          .layout()
          .map(name -> new Layouts.Found(Layouts.named(name), found.folder()))
          .orElse(found);
    }
    Path folder = Path.of(project.migrations().get());
    Layout layout =
        project.layout().map(Layouts::named).orElseGet(() -> Layouts.in(project.root(), folder));
    return new Layouts.Found(layout, folder);
  }

  LayoutFiles files(Project project, Layouts.Found found) {
    return found.layout().read(project.root(), found.folder());
  }

  /// What scratch and embedded servers are prepared with.
  private static Platform platform(Project project, Layout layout) {
    return Platform.valueOf(platformWord(project, layout).toUpperCase(Locale.ROOT));
  }

  static String platformWord(Project project, Layout layout) {
    return project.platform().orElse(layout.name().equals("supabase") ? "supabase" : "none");
  }

  Target target(Project project, Layout layout, @Nullable String environment) {
    return new Targets(project, platform(project, layout), screen.variables())
        .choose(Optional.ofNullable(environment));
  }

  /// A target whose schema alone counts: the project may be without migrations.
  Target target(Project project, @Nullable String environment) {
    return new Targets(project, platform(project), screen.variables())
        .choose(Optional.ofNullable(environment));
  }

  /// What surrounds a project's database; known without its migrations too.
  Platform platform(Project project) {
    try {
      return platform(project, layout(project).layout());
    } catch (ProblemException e) {
      return Platform.valueOf(project.platform().orElse("none").toUpperCase(Locale.ROOT));
    }
  }

  /// Where a project's applied migrations are read; empty for a project without migrations.
  Optional<History> history(Project project) {
    try {
      return Optional.of(layout(project).layout().history());
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /// What a plan is made from, beside the target.
  PlanRequest request(Project project, RunOptions options) {
    Layouts.Found found = layout(project);
    return new PlanRequest(found.layout(), files(project, found), options);
  }

  Target target(Project project, PlanRequest request, @Nullable String environment) {
    return target(project, request.layout(), environment);
  }

  Applier applier() {
    return new Applier(
        Clock.systemUTC(), RandomGenerator.getDefault(), Who.user(), Who.driver(), Who.tool());
  }

  Marker marker() {
    return new Marker(Clock.systemUTC(), Who.user(), Who.driver(), Who.tool());
  }

  ReplayedCatalog replayed(Project project, Layout layout, int major) {
    return new ReplayedCatalog(project.root(), layout, platform(project, layout), major, applier());
  }

  Undoer undoer() {
    return new Undoer(
        Clock.systemUTC(), RandomGenerator.getDefault(), Who.user(), Who.driver(), Who.tool());
  }

  /// @param interrupted what is said if the process ends in the middle
  RunProgress runProgress(String done, Problem interrupted) {
    return new RunProgress(progress(), done, new Interruption(() -> tellAtEnd(interrupted)));
  }

  /// The live line, with the terminal's own `^C`, stays where it is.
  void tellAtEnd(Problem problem) {
    String line = screen.errTerminal() ? "\n" : "";
    String text = ProblemText.render(invocation.in(problem), errInk());
    screen.err().print(line + text);
    screen.err().flush();
  }

  /// @param interrupted what is said if the process ends in the middle
  StageProgress stageProgress(Problem interrupted) {
    Progress progress = progress();
    return new StageProgress(
        progress,
        new ByteProgress(progress, clock),
        new Interruption(() -> tellAtEnd(interrupted)));
  }

  BackupProgress backupProgress() {
    Progress progress = progress();
    return new BackupProgress(
        progress,
        new ByteProgress(progress, clock),
        new Interruption(() -> tellAtEnd(Interruption.ofBackup())));
  }

  /// Where a project's backups are.
  ///
  /// @param place by default what `towpath.yaml` says
  /// @param identity the file with the keys that open sealed backups; by default the one that the
  ///     variable names
  Storage storage(Project project, @Nullable String place, @Nullable String identity) {
    BackupSettings settings = project.backups();
    Optional<String> file =
        Optional.ofNullable(identity)
            .or(() -> Optional.ofNullable(screen.variables().get(IDENTITY)));
    Keys keys =
        new Keys(settings.seal(), file.map(name -> Identity.read(project.root().resolve(name))));
    String where = place == null ? settings.in() : place;
    return Storages.at(project.root(), where, keys, screen.variables());
  }

  /// Opens a target and says on `err` which one it is, before anything is done there.
  OpenTarget open(Target target) {
    OpenTarget open = target.open();
    say("target: " + open.describe());
    frozen(open).ifPresent(frozen -> say("target: " + frozen.sentence()));
    return open;
  }

  /// Whether a target is frozen; empty also where that can't be read.
  static Optional<Frozen> frozen(OpenTarget open) {
    try (Connection connection = open.connect("look")) {
      return Frozen.read(connection);
    } catch (SQLException | ProblemException e) {
      // Whoever works with the target meets the same failure, and says it better.
      return Optional.empty();
    }
  }

  /// What the project says of the application of a target.
  Freezing freezing(Project project, OpenTarget open) {
    return new Freezing(project, open, screen.variables());
  }

  /// A target that this command changes; fails with `environment-protected` where only releases do
  /// that, and this is no step of one.
  Target changed(Project project, Target target) {
    if (!options.withinRelease) {
      Protection.requireRelease(project, target, screen.variables());
    }
    return target;
  }

  /// The same for migrations to change it; fails with `rollback-open` while it is rolled back.
  OpenTarget openToChange(Target target) {
    OpenTarget open = open(target);
    try {
      OpenRollback.refuse(open);
      return open;
    } catch (ProblemException e) {
      open.close();
      throw e;
    }
  }

  RollbackPlanner rollbackPlanner(Progress progress, Restores restores) {
    return new RollbackPlanner(new DownTrials(applier(), undoer(), progress::now), restores);
  }

  /// @param problem what is said if the process ends in the middle
  Interruption interruptible(Problem problem) {
    return new Interruption(() -> tellAtEnd(problem));
  }

  /// A line for a person, beside the result.
  void say(String line) {
    screen.err().println(line);
  }

  Ink errInk() {
    return screen.errInk(options.color);
  }

  Progress progress() {
    return new Progress(screen.err(), screen.errTerminal(), errInk(), clock);
  }
}
