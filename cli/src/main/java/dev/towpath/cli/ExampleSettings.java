package dev.towpath.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an example's `stage/env` says: variables of a made-up production, in the order of the file.
///
/// @param lines the values as they stand there
record ExampleSettings(Map<String, String> lines) {
  static final String FILE = "stage/env";
  private static final String VERSION = "VERSION_BEFORE";
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
    return values;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
