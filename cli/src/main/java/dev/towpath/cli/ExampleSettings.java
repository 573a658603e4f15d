package dev.towpath.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an example's `stage/env` says: variables of a made-up production, in the order of the file.
///
/// @param lines the values as they stand there
record ExampleSettings(Map<String, String> lines) {
  /// Below those that systems give to connections, which might take one that an application was
  /// promised before it listens there.
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 16 % PORTS));

  static final String FILE = "stage/env";
  private static final String VERSION = "VERSION_BEFORE";
  private static final String SIGNERS = "SIGNERS";
  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");
  private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

  /// Those of a bundled example.
  static ExampleSettings of(String example) {
    String text = Bundled.files("examples/" + example).getOrDefault(FILE, "");
    Map<String, String> lines = new LinkedHashMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> lines.put(line.group(1), line.group(2)));
    return new ExampleSettings(lines);
  }

  /// The last migration that production has before the release.
  String versionBefore() {
    return lines.getOrDefault(VERSION, "");
  }

  /// Whether there is a second database, `${staging}`.
  boolean staging() {
    return lines.containsValue("${staging}");
  }

  /// The roles whose holders are enrolled before a release and sign; empty where nobody does.
  List<String> signers() {
    return List.of(lines.getOrDefault(SIGNERS, "").split(" ", -1)).stream()
        .filter(role -> !role.isEmpty())
        .toList();
  }

  /// The variables, with `${port}`, `${database}`, `${staging}` and those of earlier lines filled
  /// in.
  ///
  /// @param database the URL of production
  /// @param staging that of staging; empty where there is none
  Map<String, String> variables(String database, String staging) {
    Map<String, String> values = new TreeMap<>();
    lines.forEach(
        (name, value) ->
            values.put(
                name,
                NAME.matcher(value)
                    .replaceAll(
                        each ->
                            Matcher.quoteReplacement(
                                switch (each.group(1)) {
                                  case "port" -> "" + freePort();
                                  case "database" -> database;
                                  case "staging" -> staging;
                                  case String other -> values.getOrDefault(other, "");
                                }))));
    values.remove(VERSION);
    values.remove(SIGNERS);
    return values;
  }

  /// Two examples of this process never get the same one.
  private static int freePort() {
    for (int tries = 0; tries < PORTS; tries++) {
      int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // It is taken: the next one.
      }
    }
    throw new IllegalStateException("No port is free.");
  }
}
