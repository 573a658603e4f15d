package dev.towpath.rollback.freeze;

import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.JavaProcess;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process of its own that freezes or thaws a database.
final class FreezingProcess {
  private static final String URL = "TOWPATH_TEST_URL";
  private static final int LIMIT_SECONDS = 60;
  private static final int MAJOR = 18;

  private FreezingProcess() {}

  /// What it does.
  enum Deed {
    FREEZE,
    THAW
  }

  static Process start(Deed deed, DatabaseUrl url, int port) throws IOException {
    ProcessBuilder builder = JavaProcess.of(FreezingProcess.class, deed.name());
    String through = url.revealed().replace(":" + url.port() + "/", ":" + port + "/");
    builder.environment().put(URL, through);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// As `kill -9` does it; when this returns, the process is gone.
  static void kill(Process process) {
    process.destroyForcibly();
    await(process);
  }

  static int await(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it lives on");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static void run(Deed deed, DatabaseUrl url) {
    Target target =
        new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofMillis(300),
            Optional.empty(),
            MAJOR,
            Platform.NONE);
    FreezeRequest request =
        new FreezeRequest(
            Layouts.named("plain").history(),
            List.of(),
            "ann",
            "orders are lost",
            Optional.of(
                new FreezeRequest.Flag(
                    new Notice.Sql("update public.setting set maintenance = true"),
                    new Notice.Sql("update public.setting set maintenance = false"))),
            Optional.empty(),
            false,
            Duration.ofSeconds(2));
    try (OpenTarget open = target.open()) {
      switch (deed) {
        case FREEZE -> new Freezer(_ -> {}).freeze(request, open);
        case THAW -> request.thawer(_ -> {}).thaw(open, "plain", "bob");
      }
    }
  }

  public static void main(String... words) {
    run(Deed.valueOf(words[0]), DatabaseUrl.parse(System.getenv(URL)));
  }
}
