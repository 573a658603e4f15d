package dev.towpath.ledger;

import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.postgres.FileGuard;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /// Of a note, before the empty line: origin, size, root.
  private static final int BODY_LINES = 3;

  /// More than one checkpoint with its signatures needs.
  private static final int END_BYTES = 8192;

  /// The last one that is kept. Of a long file only the end is read: each record asks for it.
  Optional<Checkpoint> newest() {
    Optional<Checkpoint> atEnd = atEnd();
    if (atEnd.isPresent()) {
      return atEnd;
    }
    List<Checkpoint> all = read();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// Empty where the whole file must be read: it is short, or its end is not one checkpoint.
  private Optional<Checkpoint> atEnd() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() <= END_BYTES) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.allocate(END_BYTES);
      channel.read(bytes, channel.size() - END_BYTES);
      String end = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<Checkpoint> last = Checkpoint.parse(end.substring(lastStart(end)));
      return last.size() == 1 ? Optional.of(last.getFirst()) : Optional.empty();
    } catch (NoSuchFileException | Malformed e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e.toString()).exception(e);
    }
  }

  /// Where the last note begins: its lines stand before the empty one, its signatures behind it.
  private static int lastStart(String end) {
    int start = end.lastIndexOf("\n\n");
    for (int line = 0; line < BODY_LINES && start > 0; line++) {
      start = end.lastIndexOf('\n', start - 1);
    }
    return start + 1;
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
