package dev.towpath.bench.apply;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/// Flyway as a library, with its defaults.
final class FlywayPeer {
  private FlywayPeer() {}

  public static void main(String[] arguments) throws Exception {
    Run.time(() -> run(Path.of(arguments[0]), arguments[1], Action.valueOf(arguments[2])));
  }

  private static void run(Path project, String url, Action action) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(Databases.jdbc(url), null, null)
            .locations("filesystem:" + project.resolve(Corpus.FOLDER))
            .load();
    switch (action) {
      case APPLY, APPLY_AGAIN -> flyway.migrate();
      case STATUS -> flyway.info().all();
    }
  }
}
