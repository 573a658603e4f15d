package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Towpath as a process of its own, on one project and one database.
record Towpath(Folder project, Database database) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIN = "dev.towpath.cli.Main";

  /// A command of Towpath, ready to start; the database is given by its URL.
  Command command(String... words) {
    List<String> line = new ArrayList<>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    line.addAll(List.of(words));
    line.addAll(List.of("-e", database.url()));
    return Command.of(project.path(), line.toArray(String[]::new));
  }

  Finished run(String... words) throws IOException, InterruptedException {
    return command(words).run();
  }

  /// Runs a command that must succeed, and gives what it printed.
  String succeed(String... words) throws IOException, InterruptedException {
    Finished finished = run(words);
    assertThat(finished.exit()).as(finished.all()).isZero();
    return finished.out();
  }

  /// `towpath status`: the state of each migration by its version.
  Map<String, String> status() throws IOException, InterruptedException {
    Finished finished = run("status", "--output", "json");
    JsonNode said;
    try {
      said = JSON.readTree(finished.out());
    } catch (RuntimeException e) {
      throw new AssertionError(finished.all(), e);
    }
    Map<String, String> states = new TreeMap<>();
    for (JsonNode migration : said.get("migrations")) {
      states.put(migration.get("version").asString(), migration.get("state").asString());
    }
    return states;
  }
}
