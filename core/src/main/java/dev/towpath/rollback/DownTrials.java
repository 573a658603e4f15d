package dev.towpath.rollback;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Scope;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Scratch;
import dev.towpath.migration.verify.Significant;
import dev.towpath.migration.verify.Surroundings;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the down scripts of applied migrations on a scratch server, one after the other, and looks
/// at the schema behind each: it must be the one that the migrations before it made.
public final class DownTrials {
  private static final Duration CATALOG_LIMIT = Duration.ofMinutes(2);
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

  /// How many differences are told of one step.
  private static final int SHOWN = 5;

  private final Applier applier;
  private final Undoer undoer;
  private final Consumer<String> listener;

  /// @param listener hears in a few words what is being done
  public DownTrials(Applier applier, Undoer undoer, Consumer<String> listener) {
    this.applier = applier;
    this.undoer = undoer;
    this.listener = listener;
  }

  /// Tries going back over the last of the applied migrations.
  ///
  /// @param applied in the order in which they ran
  /// @param steps how many of them are to be undone
  /// @return by the migration's key; one that was not reached is not in it
  Map<String, Trial> run(PlanRequest request, List<Migration> applied, int steps, OpenTarget target)
      throws SQLException {
    Platform platform = target.target().platform();
    try (ScratchServer server = Scratch.start(target.major(), platform)) {
      DatabaseUrl url = prepared(server, target);
      try (OpenTarget scratch = scratch(url, platform).open()) {
        return new Walk(request, applied, scratch, url, platform).run(applied.size() - steps);
      }
    } catch (ProblemException e) {
      Map<String, Trial> none = new HashMap<>();
      String why = "It could not be tried: " + e.problem().what();
      applied.forEach(each -> none.put(each.key(), Trial.untried(why)));
      return none;
    }
  }

  private static DatabaseUrl prepared(ScratchServer server, OpenTarget target) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      Surroundings around = Surroundings.of(connection);
      DatabaseUrl url =
          server.url().database().equals(around.database())
              ? server.url()
              : server.createDatabase(around.database());
      around.prepare(server.superuserUrl().withDatabase(url.database()), url.user());
      return url;
    }
  }

  private static Target scratch(DatabaseUrl url, Platform platform) {
    return new Target(
        "scratch",
        new Target.Scratch(url),
        Optional.empty(),
        LOCK_LIMIT,
        Optional.empty(),
        0,
        platform);
  }

  /// There, and back again.
  private final class Walk {
    private final PlanRequest request;
    private final List<Migration> applied;
    private final OpenTarget scratch;
    private final DatabaseUrl url;
    private final Platform platform;
    private final Deque<Catalog> schemas = new ArrayDeque<>();

    Walk(
        PlanRequest request,
        List<Migration> applied,
        OpenTarget scratch,
        DatabaseUrl url,
        Platform platform) {
      this.request = request;
      this.applied = applied;
      this.scratch = scratch;
      this.url = url;
      this.platform = platform;
    }

    /// @param stay how many migrations are not undone
    Map<String, Trial> run(int stay) throws SQLException {
      for (int count = stay; count <= applied.size(); count++) {
        listener.accept("replaying " + count + " of " + applied.size() + " migrations");
        applier.apply(upTo(count), Optional.empty(), scratch, RunListener.silent());
        schemas.push(schema());
      }
      Map<String, Trial> trials = new HashMap<>();
      Catalog now = schemas.pop();
      for (int count = applied.size() - 1; count >= stay; count--) {
        Migration migration = applied.get(count);
        listener.accept("trying to undo " + migration.title());
        Trial trial = back(count, now, schemas.peek());
        trials.put(migration.key(), trial);
        if (trial.verdict() != Trial.Verdict.GOOD) {
          return trials;
        }
        now = schemas.pop();
      }
      return trials;
    }

    private Trial back(int count, Catalog now, Catalog before) throws SQLException {
      List<String> breaks =
          differences(now, before).stream()
              .filter(each -> !(each instanceof Difference.Added))
              .map(each -> each.name().title())
              .toList();
      if (applied.get(count).down().isEmpty()) {
        return new Trial(
            Trial.Verdict.UNTRIED, Duration.ZERO, List.of("It has no down script."), breaks);
      }
      long start = System.nanoTime();
      try {
        String to = count == 0 ? "0" : applied.get(count - 1).version();
        undoer.undo(upTo(count + 1), to, Optional.empty(), scratch, RunListener.silent());
      } catch (ProblemException e) {
        String why = (e.problem().what() + " " + e.problem().why()).strip();
        return new Trial(Trial.Verdict.FAILED, Duration.ZERO, List.of(why), breaks);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      List<String> differs =
          differences(before, schema()).stream()
              .limit(SHOWN)
              .map(each -> "After it, " + each.name().title() + " is not as it was.")
              .toList();
      return new Trial(
          differs.isEmpty() ? Trial.Verdict.GOOD : Trial.Verdict.DIFFERS, took, differs, breaks);
    }

    private List<Difference> differences(Catalog from, Catalog to) {
      return Significant.of(CatalogComparison.compare(from, to), platform.systemSchemas());
    }

    private PlanRequest upTo(int count) {
      return new PlanRequest(
          request.layout(),
          new LayoutFiles(new ArrayList<>(applied.subList(0, count)), List.of()),
          RunOptions.standard().withReplay().withAcceptDataLoss());
    }

    private Catalog schema() throws SQLException {
      CatalogReader reader = new CatalogReader(Scope.of(platform), CATALOG_LIMIT);
      try (Connection connection = url.connect("towpath/catalog")) {
        return reader.read(connection).catalog();
      }
    }
  }
}
