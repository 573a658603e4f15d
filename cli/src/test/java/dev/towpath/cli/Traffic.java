package dev.towpath.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Users of an example: they ask for one page, again and again, until it is closed.
final class Traffic implements AutoCloseable {
  private static final int PAUSE_MS = 50;

  private final Thread users;

  private Traffic(Thread users) {
    this.users = users;
  }

  static Traffic of(Staged staged, String portVariable, String path) {
    return new Traffic(
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    ask(staged, portVariable, path);
                  }
                }));
  }

  /// While a process is started anew, nobody answers.
  private static void ask(Staged staged, String portVariable, String path) {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      staged.get(portVariable, path);
    } catch (IOException e) {
      // The next one is answered.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    users.interrupt();
    users.join();
  }
}
