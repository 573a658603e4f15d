package dev.towpath.cli;

import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.DriverListener;
import dev.towpath.release.run.RunScreen;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepResult;
import dev.towpath.report.Ink;
import dev.towpath.report.Visible;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The steps of a release on a terminal, drawn again in their place while it runs. Thread-safe.
final class LiveRelease implements DriverListener, AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final int MOST_TOLD = 5;
  private static final String TO_LINE_END = "\u001b[K";
  private static final String TO_SCREEN_END = "\u001b[J";

  private final PrintStream err;
  private final Ink ink;
  private final InstantSource clock;
  private final Supplier<RunState> state;
  private final Map<Integer, String> said = new ConcurrentHashMap<>();
  private final Thread redraws = new Thread(this::redraw, "towpath-live");

  /// Whom messages reached, the newest last.
  private final List<String> told = new ArrayList<>();

  private volatile int current;
  private int drawn;

  /// @param state where the release stands now
  LiveRelease(Wiring wiring, Supplier<RunState> state) {
    this.err = wiring.screen().err();
    this.ink = wiring.errInk();
    this.clock = wiring.clock();
    this.state = state;
  }

  /// Draws it again and again from now on.
  LiveRelease started() {
    redraws.setDaemon(true);
    redraws.start();
    return this;
  }

  /// Where the commands of steps say what they do.
  PrintStream lines() {
    return PrintedLines.to(line -> said.put(current, line));
  }

  @Override
  public void begins(RunbookStep step, boolean back) {
    current = step.number();
  }

  @Override
  public void says(RunbookStep step, String line) {
    said.put(step.number(), line);
  }

  @Override
  public void ends(RunbookStep step, boolean back, StepResult result) {
    said.remove(step.number());
  }

  @Override
  public synchronized void tells(String line) {
    told.add(Visible.line(line));
    if (told.size() > MOST_TOLD) {
      told.removeFirst();
    }
  }

  @Override
  public void waitsForControl(String why) {
    said.put(current, "waits for the control database: " + why);
  }

  private void redraw() {
    try {
      while (true) {
        draw();
        Thread.sleep(REDRAW);
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  /// Draws where it stands now; leaves what is there while the control database is away.
  void draw() {
    try {
      draw(state.get());
    } catch (ProblemException e) {
      // Whoever drives or follows the release meets the same, and tells it.
    }
  }

  synchronized void draw(RunState run) {
    List<String> lines = new ArrayList<>(RunScreen.lines(run, said, clock.instant(), ink));
    told.forEach(line -> lines.add(line.substring(0, Math.min(line.length(), ink.width() - 1))));
    StringBuilder screen = new StringBuilder();
    if (drawn > 0) {
      screen.append("\u001b[").append(drawn).append('F');
    }
    lines.forEach(line -> screen.append(line).append(TO_LINE_END).append('\n'));
    err.print(screen.append(TO_SCREEN_END));
    err.flush();
    drawn = lines.size();
  }

  @Override
  public void close() {
    redraws.interrupt();
    try {
      redraws.join(REDRAW.multipliedBy(4));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    draw();
  }
}
