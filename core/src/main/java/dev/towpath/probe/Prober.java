package dev.towpath.probe;

import dev.towpath.config.Probe;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// Asks probes, each until it is well or its time is up.
///
/// @param project where relative names of files begin
/// @param variables for the templates
/// @param shell runs commands
/// @param target opens the environment's database
public record Prober(
    Path project, Map<String, String> variables, Shell shell, Supplier<OpenTarget> target) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// Asks one probe.
  ///
  /// @throws InterruptedException after what it began was ended
  /// @throws dev.towpath.problem.ProblemException with `variable-not-set`
  public Answer ask(Probe probe) throws InterruptedException {
    long from = System.nanoTime();
    for (int tries = 1; ; tries++) {
      Said said = once(probe);
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      if (said.well() || took.plus(PAUSE).compareTo(probe.within()) > 0) {
        return new Answer(said.well(), said.words(), tries, took);
      }
      Thread.sleep(PAUSE);
    }
  }

  private Said once(Probe probe) throws InterruptedException {
    return switch (probe.question()) {
      case Probe.Http http -> HttpTry.of(http, variables, probe.limit());
      case Probe.Tcp(var address) -> TcpTry.of(address.expand(variables), probe.limit());
      case Probe.Command(String command) -> {
        Ran ran = shell.run(command, Map.of(), probe.limit());
        yield new Said(ran.well(), ran.said());
      }
      case Probe.Sql sql -> SqlTry.of(sql, target, probe.limit());
      case Probe.Log log -> new LogTry(log, project, variables).ask(shell, probe.limit());
    };
  }
}
