package dev.towpath.signal;

import dev.towpath.config.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts lines of logs. Thread-safe.
final class Logs {
  private static final long MOST_BYTES = 64L << 20;

  private final Path project;
  private final Prompt prompt;

  /// How long each signal's file was at the last look.
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  Logs(Path project, Prompt prompt) {
    this.project = project;
    this.prompt = prompt;
  }

  /// The lines that match among those that a command prints.
  double count(Signal.LogCommand log, Duration limit) throws NoNumber, InterruptedException {
    AtomicLong count = new AtomicLong();
    prompt.run(
        log.shell(),
        limit,
        line -> {
          if (log.match().matcher(line).find()) {
            count.incrementAndGet();
          }
        });
    return count.get();
  }

  /// The lines that match among those that a file got since the last look. A file that is shorter
  /// now was begun anew.
  double count(String signal, Signal.LogFile log) throws NoNumber {
    Path file = project.resolve(log.file());
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long length = channel.size();
      Long before = seen.put(signal, length);
      if (before == null) {
        throw new NoNumber("lines are counted from now on");
      }
      long from = before <= length ? before : 0;
      if (length - from > MOST_BYTES) {
        throw new NoNumber("more than " + MOST_BYTES + " bytes since the last look");
      }
      return count(Channels.newInputStream(channel.position(from)), log, length - from);
    } catch (NoSuchFileException e) {
      throw new NoNumber("there is no file " + log.file());
    } catch (IOException e) {
      throw new NoNumber("the file can't be read: " + e.getMessage());
    }
  }

  /// What is written meanwhile is left for the next look.
  private static double count(InputStream input, Signal.LogFile log, long bytes)
      throws IOException {
    byte[] text = input.readNBytes((int) bytes);
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> log.match().matcher(line).find())
        .count();
  }
}
