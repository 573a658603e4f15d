package dev.towpath.rehearsal;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Scope;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Identity;
import dev.towpath.migration.verify.Significant;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Goes back over the newest migrations by their down scripts, and forward again: the schema behind
/// the way back must be the one from before, and the second way forward must lead where the first
/// did. It ends where it began, and must come last all the same.
public final class WayBackExercise implements Exercise {
  private static final Duration CATALOG_LIMIT = Duration.ofMinutes(2);
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);
  private static final int SHOWN = 20;
  private static final String BEFORE_ALL = "0";

  private final Applier applier;
  private final Undoer undoer;
  private final RunListener listener;

  public WayBackExercise(Applier applier, Undoer undoer, RunListener listener) {
    this.applier = applier;
    this.undoer = undoer;
    this.listener = listener;
  }

  @Override
  public String name() {
    return "way-back";
  }

  @Override
  public Exercised run(Rehearsed database) {
    List<Finding> none = missing(database);
    if (database.undoable().isEmpty()) {
      return new Exercised(
          Exercised.Verdict.SKIPPED,
          "The newest migration has no down script.",
          none,
          List.of(),
          Map.of());
    }
    Rehearsed.Undoable undoable = database.undoable().get();
    Optional<String> to = stays(database, undoable.migrations());
    if (to.isEmpty()) {
      return Exercised.skipped("An applied migration is newer than one that was rehearsed.");
    }
    List<Finding> findings = new ArrayList<>(none);
    WatchedUndo undo = new WatchedUndo(database, undoable);
    try (OpenTarget target = target(database).open()) {
      findings.addAll(there(database, undoable, to.get(), target, undo));
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be read", e);
    }
    return Exercised.done(words(undoable.migrations().size()), findings)
        .showing(undo.blocks(), undo.data());
  }

  private static String words(int count) {
    return (count == 1 ? "1 migration" : count + " migrations") + " undone and applied again";
  }

  private List<Finding> there(
      Rehearsed database,
      Rehearsed.Undoable undoable,
      String to,
      OpenTarget target,
      WatchedUndo undo)
      throws SQLException {
    PlanRequest request =
        new PlanRequest(
            database.layout(),
            database.files(),
            RunOptions.standard().withOutOfOrder().withAcceptDataLoss());
    List<Finding> findings = new ArrayList<>();
    try {
      undo.run(undoer, request, to, target, listener);
    } catch (ProblemException e) {
      return List.of(failed("undo-failed", "A down script fails.", e.problem()));
    }
    Catalog undone = read(database);
    compare(undoable.before().catalog(), undone, database).stream()
        .map(difference -> undoDiffers(difference, undoable.migrations(), database))
        .limit(SHOWN)
        .forEach(findings::add);
    try {
      applier.apply(request, Optional.empty(), target, listener);
    } catch (ProblemException e) {
      findings.add(failed("redo-failed", "It can't be applied a second time.", e.problem()));
      return findings;
    }
    compare(database.after().catalog(), read(database), database).stream()
        .map(difference -> redoDiffers(difference, undoable.migrations(), database))
        .limit(SHOWN)
        .forEach(findings::add);
    return findings;
  }

  private static List<Difference> compare(Catalog from, Catalog to, Rehearsed database) {
    return Significant.of(CatalogComparison.compare(from, to), database.platform().systemSchemas());
  }

  private static Catalog read(Rehearsed database) throws SQLException {
    CatalogReader reader = new CatalogReader(Scope.of(database.platform()), CATALOG_LIMIT);
    try (Connection connection = database.superuser().connect("towpath/catalog")) {
      return reader.read(connection).catalog();
    }
  }

  /// The version that stays the newest; empty if more than these would be undone.
  private static Optional<String> stays(Rehearsed database, List<Migration> undone) {
    List<Migration> versioned =
        database.files().migrations().stream()
            .filter(each -> each.kind() == Migration.Kind.VERSIONED)
            .toList();
    int first = versioned.size() - undone.size();
    if (first < 0 || !versioned.subList(first, versioned.size()).equals(undone)) {
      return Optional.empty();
    }
    return Optional.of(first == 0 ? BEFORE_ALL : versioned.get(first - 1).version());
  }

  private static List<Finding> missing(Rehearsed database) {
    List<Migration> missing =
        database.pending().stream().filter(each -> each.down().isEmpty()).toList();
    if (missing.isEmpty()) {
      return List.of();
    }
    return List.of(
        Finding.of(
                "no-way-back",
                Severity.NOTE,
                missing.size() == 1
                    ? "Migration " + missing.getFirst().title() + " has no down script."
                    : missing.size() + " of the migrations have no down script.")
            .at(Location.file(missing.getFirst().up().file()))
            .because("Nothing is known of how to go back over it.")
            .help("Write it: " + database.layout().downScript(missing.getFirst())));
  }

  private static Finding failed(String rule, String message, Problem problem) {
    UnaryOperator<Finding> rest =
        finding -> {
          Finding said = finding.because(problem.what() + " " + problem.why());
          return problem.where().map(said::at).orElse(said);
        };
    return rest.apply(
        rule.equals("undo-failed")
            ? Finding.of("undo-failed", Severity.ERROR, message)
                .help("Mend the down script and rehearse again.")
            : Finding.of("redo-failed", Severity.ERROR, message)
                .help("See what the down script leaves behind."));
  }

  private static Finding undoDiffers(
      Difference difference, List<Migration> undone, Rehearsed database) {
    return at(
        Finding.of("undo-differs", Severity.ERROR, "After the way back, " + told(difference))
            .because("The down scripts don't lead back to the schema from before.")
            .help("Mend the down script."),
        difference,
        undone,
        database);
  }

  private static Finding redoDiffers(
      Difference difference, List<Migration> undone, Rehearsed database) {
    return at(
        Finding.of("redo-differs", Severity.ERROR, "Applied again, " + told(difference))
            .because("Applied, undone and applied again, the schema is not what it was at first.")
            .help("See what the down script leaves behind."),
        difference,
        undone,
        database);
  }

  private static String told(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> added.name().title() + " is there, and was not before.";
      case Difference.Removed removed -> removed.name().title() + " is missing.";
      case Difference.Changed changed ->
          changed.name().title()
              + " differs: "
              + String.join(
                  "; ",
                  changed.properties().stream()
                      .map(
                          each ->
                              each.name()
                                  + " was "
                                  + each.before().orElse("nothing")
                                  + ", is "
                                  + each.after().orElse("nothing"))
                      .toList())
              + ".";
    };
  }

  /// At the down script of the migration that touched the object last, where one was seen to.
  private static Finding at(
      Finding finding, Difference difference, List<Migration> undone, Rehearsed database) {
    String name = Identity.of(difference.name());
    return database.observed().reversed().stream()
        .filter(each -> undone.contains(each.migration()))
        .filter(each -> touches(each, name))
        .findFirst()
        .flatMap(each -> each.migration().down())
        .map(down -> finding.at(Location.file(down.file())))
        .orElse(finding);
  }

  private static boolean touches(ObservedMigration migration, String name) {
    return migration.statements().stream()
        .flatMap(statement -> statement.changes().stream())
        .anyMatch(change -> change.name().equals(name));
  }

  private static Target target(Rehearsed database) {
    return new Target(
        "scratch",
        new Target.Scratch(database.owner()),
        Optional.empty(),
        LOCK_LIMIT,
        Optional.empty(),
        0,
        database.platform());
  }
}
