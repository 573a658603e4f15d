package dev.towpath.cli;

import dev.towpath.report.Ink;
import dev.towpath.report.Visible;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How far long work is: on a terminal one live line, elsewhere one line for each event.
///
/// Writes to `err` alone. Used by one thread at a time.
final class Progress {
  /// A live line is drawn at most this often, so that 10,000 small steps don't cost more than they
  /// do themselves.
  private static final Duration REDRAW = Duration.ofMillis(100);

  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean live;
  private final Ink ink;
  private final InstantSource clock;
  private final Instant started;
  private Instant drawn = Instant.MIN;
  private boolean onLine;

  Progress(PrintStream err, boolean live, Ink ink, InstantSource clock) {
    this.err = err;
    this.live = live;
    this.ink = ink;
    this.clock = clock;
    this.started = clock.instant();
  }

  /// What is going on now. Elsewhere than on a terminal nothing is printed: the event will be.
  void now(String text) {
    Instant now = clock.instant();
    if (live && !now.isBefore(drawn.plus(REDRAW))) {
      drawn = now;
      onLine = true;
      err.print(CLEAR + cut(Visible.line(text)));
      err.flush();
    }
  }

  /// One of many things is done; on a terminal the live line counts, elsewhere a line is printed.
  void step(String text, int number, int total, Duration left) {
    String counted = "[%d/%d] %s".formatted(number, total, text);
    if (live) {
      now(counted + rate(number) + (left.isZero() ? "" : ", " + words(left) + " left"));
    } else {
      err.println(Visible.line(counted));
    }
  }

  /// Something that stays on the screen.
  void say(String line) {
    end();
    err.println(Visible.line(line));
  }

  /// Takes the live line away.
  void end() {
    if (onLine) {
      err.print(CLEAR);
      err.flush();
      onLine = false;
    }
  }

  private String rate(int number) {
    long millis = Duration.between(started, clock.instant()).toMillis();
    return millis < 1000 ? "" : " (%.1f/s)".formatted(number * 1000.0 / millis);
  }

  private String cut(String text) {
    return text.length() < ink.width() ? text : text.substring(0, ink.width() - 1);
  }

  /// A duration as a person says it: `350 ms`, `4.2 s`, `3 min`.
  static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 120_000
        ? "%.1f s".formatted(millis / 1000.0)
        : (millis + 30_000) / 60_000 + " min";
  }
}
