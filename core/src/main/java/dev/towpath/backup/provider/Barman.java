package dev.towpath.backup.provider;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Barman: one of its servers, read by what its commands print as JSON.
///
/// @param program as it is called
/// @param server as Barman calls it
/// @param config its configuration file, if not the usual one
record Barman(String program, String server, Optional<Path> config) implements FileProvider {
  static final String NAME = "barman";

  /// How long Barman waits for the last segment of the log that a backup needs.
  private static final Duration LOG_LIMIT = Duration.ofMinutes(30);

  private static final String ERRORS = "_ERROR";

  /// What pg_verifybackup says of a copy by rsync, which has no manifest.
  private static final String NO_MANIFEST = "backup_manifest\"";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String place() {
    return "server " + server;
  }

  @Override
  public void require(Server wanted) {
    try {
      JsonObject seen = report("show-servers").object(server);
      String known = seen.maybeText("postgres_systemid").orElse("");
      if (known.isEmpty()) {
        throw ProviderProblems.failed(
            this, seen.maybeText("connection_error").orElse("It doesn't reach the server."));
      }
      ProviderProblems.requireSame(this, known, wanted);
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  @Override
  public Provided make(String label) {
    try {
      String wait = "--wait-timeout=" + LOG_LIMIT.toSeconds();
      JsonObject done =
          json(ProviderCommand.WORK, "backup", "--immediate-checkpoint", "--wait", wait);
      String id = succeeded(done).text("backup_id");
      requireListed(id, label);
      return provided(id, report("show-backup", id).object(server));
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  private void requireListed(String id, String label) throws Malformed {
    for (JsonObject each : report("list-backups").objects(server)) {
      if (each.text("backup_id").equals(id)) {
        String status = each.text("status");
        if (status.equals("DONE")) {
          return;
        }
        throw ProviderProblems.failed(this, "The backup " + id + " is " + status + ".");
      }
    }
    throw ProviderProblems.notListed(this, id + " (" + label + ")");
  }

  private Provided provided(String id, JsonObject backup) throws Malformed {
    JsonObject base = backup.object("base_backup_information");
    return new Provided(
        id,
        Optional.of(time(base.text("begin_time_timestamp"))),
        Optional.of(time(base.text("end_time_timestamp"))),
        base.number("disk_usage_bytes"),
        Optional.of(new Log(base.number("timeline"), base.text("begin_lsn"), base.text("end_lsn"))),
        "");
  }

  private static Instant time(String seconds) throws Malformed {
    try {
      return Instant.ofEpochSecond(Long.parseLong(seconds));
    } catch (NumberFormatException e) {
      throw new Malformed("\"" + seconds + "\" is no time.");
    }
  }

  @Override
  public List<String> check(String backup) {
    try {
      List<String> said = errors(json(ProviderCommand.WORK, "verify-backup", backup));
      return said.stream().anyMatch(each -> each.contains(NO_MANIFEST))
          ? List.of()
          : said.stream().map(each -> "barman verify-backup says: " + each.strip()).toList();
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  @Override
  public void restore(String backup, Path data) throws IOException {
    try {
      String folder = data.toAbsolutePath().toString();
      List<String> errors = errors(json(ProviderCommand.WORK, "recover", backup, folder));
      if (!errors.isEmpty()) {
        throw new NotRestored(String.join(" ", errors));
      }
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  @Override
  public String byHand(String backup) {
    String file = config.map(path -> " --config " + path).orElse("");
    return program + file + " recover --target-time TIME " + server + " " + backup + " FOLDER";
  }

  private JsonObject report(String... words) throws Malformed {
    return succeeded(json(ProviderCommand.REPORT, words));
  }

  private JsonObject succeeded(JsonObject said) throws Malformed {
    List<String> errors = errors(said);
    if (!errors.isEmpty()) {
      throw ProviderProblems.failed(this, String.join(" ", errors));
    }
    return said;
  }

  private static List<String> errors(JsonObject said) throws Malformed {
    return said.names().contains(ERRORS) ? said.texts(ERRORS) : List.of();
  }

  /// What a command prints; its exit code tells nothing more.
  private JsonObject json(Duration limit, String... words) throws Malformed {
    ProviderCommand.Output output = command(words).run(limit);
    if (!output.out().strip().startsWith("{")) {
      throw ProviderProblems.failed(this, output.said());
    }
    return JsonObject.read(output.out().getBytes(StandardCharsets.UTF_8));
  }

  /// @param words the command, and what stands behind the name of the server; options before it
  private ProviderCommand command(String... words) {
    List<String> all = new ArrayList<>(List.of(program));
    config.ifPresent(file -> all.addAll(List.of("--config", file.toString())));
    all.addAll(List.of("--format", "json", words[0]));
    List<String> rest = List.of(words).subList(1, words.length);
    rest.stream().filter(word -> word.startsWith("--")).forEach(all::add);
    all.add(server);
    rest.stream().filter(word -> !word.startsWith("--")).forEach(all::add);
    return new ProviderCommand(this, all);
  }
}
