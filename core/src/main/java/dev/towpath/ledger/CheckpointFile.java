package dev.towpath.ledger;

import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.postgres.FileGuard;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Checkpoints outside of the database, each new one added at the end. Who can write to the
/// database alone can't make them fit another history.
///
/// @param file made when it isn't there
record CheckpointFile(Path file) {
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

  /// The last one that is kept.
  Optional<Checkpoint> newest() {
    List<Checkpoint> all = read();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// Adds one, unless it is there.
  void add(Checkpoint checkpoint) {
    Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
    try (FileGuard _ = FileGuard.take(lock, LOCK_LIMIT)) {
      if (newest().filter(last -> last.size() >= checkpoint.size()).isEmpty()) {
        Files.writeString(
            file, checkpoint.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw unusable(e.toString()).exception(e);
    }
  }

  /// All that are kept here, in the order in which they were added.
  List<Checkpoint> read() {
    try {
      return Files.exists(file) ? Checkpoint.parse(Files.readString(file)) : List.of();
    } catch (IOException e) {
      throw unusable(e.toString()).exception(e);
    } catch (Malformed e) {
      throw unusable(String.valueOf(e.getMessage())).exception(e);
    }
  }

  List<KeptCheckpoint> all() {
    return read().stream().map(each -> new KeptCheckpoint(each, file.toString())).toList();
  }

  private Problem unusable(String why) {
    return Problem.of(
            "checkpoints-unreadable",
            Exit.REFUSED,
            "Kept checkpoints of the ledger can't be read or written: " + file)
        .because(why)
        .leaving("Records are as they were.")
        .next("Put the file back from a backup or from version control.");
  }
}
