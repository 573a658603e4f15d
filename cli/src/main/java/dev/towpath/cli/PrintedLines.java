package dev.towpath.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts what is printed into lines, for who hears lines. Thread-safe.
final class PrintedLines extends OutputStream {
  /// A line that is longer is cut there.
  private static final int LONGEST_BYTES = 10_000;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> hears;

  private PrintedLines(Consumer<String> hears) {
    this.hears = hears;
  }

  static PrintStream to(Consumer<String> hears) {
    return new PrintStream(new PrintedLines(hears), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int letter) {
    if (letter == '\n') {
      hears.accept(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else if (letter != '\r' && line.size() < LONGEST_BYTES) {
      line.write(letter);
    }
  }
}
