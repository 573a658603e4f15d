package dev.towpath.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A small JVM beside the test's own, with the same classes: for what must die in the middle.
public final class JavaProcess {
  private JavaProcess() {}

  /// Ready to be started.
  ///
  /// @param main its class with a `main`
  public static ProcessBuilder of(Class<?> main, String... words) {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx200m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    return new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words)).toList());
  }
}
