package dev.towpath.postgres;

import java.io.IOException;

/// What is done when the process ends without having closed something, by Ctrl-C for instance.
record AtExit(Thread thread) {
  /// May fail: the process ends anyway, and the next one cleans up.
  interface Step {
    void run() throws IOException;
  }

  static AtExit run(Step step) {
    Thread thread = new Thread(() -> quietly(step), "towpath-at-exit");
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      thread.start(); // the process ends already
    }
    return new AtExit(thread);
  }

  private static void quietly(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      System.err.println("warning: a server was not stopped; the next start does it.");
    }
  }

  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The process ends already: the step runs, or has run, and does nothing twice.
    }
  }
}
