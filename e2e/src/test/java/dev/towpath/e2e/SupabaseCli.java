package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The real Supabase CLI on one project and one database.
record SupabaseCli(Folder project, Database database) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Finished run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Tools.program("supabase").toString()));
    line.addAll(List.of(words));
    return Command.of(project.path(), line.toArray(String[]::new))
        .with("DO_NOT_TRACK", "1")
        .with("SUPABASE_TELEMETRY_DISABLED", "1")
        .run();
  }

  /// `supabase db push`, which must succeed.
  void push() throws IOException, InterruptedException {
    Finished pushed = run("db", "push", "--yes", "--remote", database.url());
    assertThat(pushed.exit()).as(pushed.all()).isZero();
  }

  /// What `db push` would run; empty when it says that the database is up to date.
  List<String> pending() throws IOException, InterruptedException {
    JsonNode said = json("db", "push", "--dry-run", "--remote", database.url());
    List<String> files = said.get("migrations").valueStream().map(JsonNode::asString).toList();
    assertThat(said.get("upToDate").asBoolean()).isEqualTo(files.isEmpty());
    return files;
  }

  /// `migration list`, as `local = remote`; one that is missing on a side is empty there.
  List<String> list() throws IOException, InterruptedException {
    JsonNode said = json("migration", "list", "--remote", database.url());
    return StreamSupport.stream(said.get("migrations").spliterator(), false)
        .map(row -> row.get("local").asString() + " = " + row.get("remote").asString())
        .toList();
  }

  private JsonNode json(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--output-format", "json"));
    Finished finished = run(all.toArray(String[]::new));
    assertThat(finished.exit()).as(finished.all()).isZero();
    return JSON.readTree(finished.out());
  }
}
