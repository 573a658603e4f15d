package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Another process that opens a server, says so, and waits to be killed.
final class Holder implements AutoCloseable {
  private final Process process;

  private Holder(Process process) {
    this.process = process;
  }

  /// Starts the process; when it returns, the server runs.
  ///
  /// @param kind `scratch` or `embedded`; or `at-exit`: both only while the process ends
  static Holder start(String kind, Path folder) throws IOException {
    Process process =
        JavaProcess.of(Holder.class, kind, folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getInputStream().read();
    return new Holder(process);
  }

  void killAtOnce() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Lets the process end by itself, as Ctrl-C would.
  void end() throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("at-exit")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> openAndClose(folder)));
      System.out.print("ready");
      System.out.flush();
      Thread.sleep(TimeUnit.MINUTES.toMillis(2));
    }
    Object server =
        arguments[0].equals("scratch")
            ? ScratchServer.start(18, Platform.NONE, folder)
            : EmbeddedServer.open(folder, 18);
    System.out.print(server.hashCode());
    System.out.flush();
    Thread.sleep(TimeUnit.MINUTES.toMillis(2));
  }

  private static void openAndClose(Path folder) {
    EmbeddedServer.open(folder, 18).close();
    ScratchServer.start(18, Platform.NONE, folder).close();
  }
}
