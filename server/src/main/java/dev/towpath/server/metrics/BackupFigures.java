package dev.towpath.server.metrics;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// How old the newest backup of each environment is that was restored well.
///
/// @param environments that have a figure in any case: one without such a backup must be seen
/// @param storage opened for each look
public record BackupFigures(
    Set<String> environments, Supplier<Storage> storage, InstantSource clock) implements Figures {
  @Override
  public String word() {
    return "backups";
  }

  /// An object store is asked for each backup's manifest.
  @Override
  public Duration fresh() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    Map<String, Double> ages = new TreeMap<>();
    environments.forEach(environment -> ages.put(environment, Double.POSITIVE_INFINITY));
    Instant now = clock.instant();
    try (Storage open = storage.get()) {
      for (Backup backup : new Backups(open).list().backups()) {
        double age =
            backup.proved()
                ? seconds(Duration.between(backup.manifest().finished(), now))
                : Double.POSITIVE_INFINITY;
        ages.merge(backup.manifest().environment(), age, Math::min);
      }
    }
    List<Sample> samples = new ArrayList<>();
    ages.forEach(
        (environment, age) ->
            samples.add(Metric.TOWPATH_BACKUP_PROVED_AGE_SECONDS.of(age, environment)));
    return samples;
  }

  private static double seconds(Duration age) {
    return age.toMillis() / 1000.0;
  }
}
