package dev.towpath.signal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.towpath.digest.Sha256;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that keeps each sample as one line of JSON, up to a size. Thread-safe.
public final class SampleFile implements AutoCloseable {
  private static final long LARGEST_BYTES = 64L << 20;

  private final Path file;
  private final BufferedWriter writer;
  private long written;
  private boolean whole = true;

  private SampleFile(Path file, BufferedWriter writer, long written) {
    this.file = file;
    this.writer = writer;
    this.written = written;
  }

  /// Goes on with a file, or begins it.
  public static SampleFile open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      BufferedWriter writer = Files.newBufferedWriter(file, CREATE, APPEND);
      return new SampleFile(file, writer, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the disk is full, or the file is, the samples go on without it; [#evidence] says so.
  public synchronized void add(String series, Sample sample) {
    String line = sample.line(series);
    if (!whole || written + line.length() > LARGEST_BYTES) {
      whole = false;
      return;
    }
    try {
      writer.write(line);
      writer.newLine();
      writer.flush();
      written += line.length() + 1L;
    } catch (IOException e) {
      whole = false;
    }
  }

  /// What the journal says of the file.
  public synchronized Map<String, @Nullable Object> evidence() {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("file", String.valueOf(file.getFileName()));
    try {
      evidence.put("sha256", Sha256.of(file));
    } catch (IOException e) {
      whole = false;
    }
    evidence.put("whole", whole);
    return evidence;
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      whole = false;
    }
  }
}
