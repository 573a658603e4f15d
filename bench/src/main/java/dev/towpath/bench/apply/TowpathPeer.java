package dev.towpath.bench.apply;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Towpath as a library, with its defaults.
final class TowpathPeer {
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAJOR = 18;

  private TowpathPeer() {}

  public static void main(String[] arguments) throws Exception {
    Run.time(() -> run(Path.of(arguments[0]), arguments[1], Action.valueOf(arguments[2])));
  }

  private static void run(Path project, String url, Action action) throws SQLException {
    Layouts.Found found = Layouts.detect(project);
    LayoutFiles files = found.layout().read(project, found.folder());
    try (OpenTarget target = target(DatabaseUrl.parse(url)).open()) {
      switch (action) {
        case APPLY, APPLY_AGAIN -> apply(found.layout(), files, target);
        case STATUS -> status(found.layout(), files, target);
      }
    }
  }

  private static void apply(Layout layout, LayoutFiles files, OpenTarget target) {
    new Applier(Clock.systemUTC(), RandomGenerator.getDefault(), "bench", "bench", "bench")
        .apply(
            new PlanRequest(layout, files, RunOptions.standard()),
            Optional.empty(),
            target,
            _ -> {});
  }

  private static void status(Layout layout, LayoutFiles files, OpenTarget target)
      throws SQLException {
    try (Connection connection = target.connect("status")) {
      Status.of(layout, files, Status.Known.read(connection, layout.history()));
    }
  }

  private static Target target(DatabaseUrl url) {
    return new Target(
        "bench",
        new Target.Url(url),
        Optional.empty(),
        LOCK_TIMEOUT,
        Optional.empty(),
        MAJOR,
        Platform.NONE);
  }
}
