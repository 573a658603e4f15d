package dev.towpath.backup.provider;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgBackRest: a stanza, read by `info --output=json` and by the report of `verify`.
///
/// @param program as it is called
/// @param repo which of several repositories
/// @param config its configuration file, if not the usual one
/// @param root whether it would run as root, whose files in a repository stop the archiving
record PgBackRest(
    String program, String stanza, Optional<Integer> repo, Optional<Path> config, boolean root)
    implements FileProvider {
  static final String NAME = "pgbackrest";

  /// By this annotation the backup is found again in the report.
  private static final String ANNOTATION = "towpath";

  private static final int NO_BACKUP_YET = 2;
  private static final int DIFFERENT_REPOSITORIES = 4;
  private static final Pattern VERIFIED = Pattern.compile("backup: (\\S+), status: ([^,]+),(.*)");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String place() {
    return "stanza " + stanza + repo.map(number -> ", repository " + number).orElse("");
  }

  @Override
  public void require(Server server) {
    if (root) {
      throw ProviderProblems.asRoot(this);
    }
    try {
      List<JsonObject> databases = report().objects("db");
      String known = databases.isEmpty() ? "" : "" + databases.getLast().number("system-id");
      ProviderProblems.requireSame(this, known, server);
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  @Override
  public Provided make(String label) {
    done("backup", "--start-fast", "--annotation=" + ANNOTATION + "=" + label);
    try {
      for (JsonObject backup : report().objects("backup")) {
        if (label.equals(annotation(backup))) {
          return provided(backup);
        }
      }
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
    throw ProviderProblems.notListed(this, label);
  }

  private static String annotation(JsonObject backup) throws Malformed {
    Optional<JsonObject> all = backup.maybeObject("annotation");
    return all.isEmpty() ? "" : all.get().maybeText(ANNOTATION).orElse("");
  }

  private Provided provided(JsonObject backup) throws Malformed {
    if (backup.flag("error")) {
      throw ProviderProblems.failed(this, "Pages of the server's files have a wrong checksum.");
    }
    JsonObject lsn = backup.object("lsn");
    JsonObject time = backup.object("timestamp");
    String first = backup.object("archive").text("start");
    return new Provided(
        backup.text("label"),
        Optional.of(Instant.ofEpochSecond(time.number("start"))),
        Optional.of(Instant.ofEpochSecond(time.number("stop"))),
        backup.object("info").object("repository").number("delta"),
        Optional.of(new Log(WalSegment.of(first).timeline(), lsn.text("start"), lsn.text("stop"))),
        backup.object("backrest").text("version"));
  }

  @Override
  public List<String> check(String backup) {
    Matcher line = VERIFIED.matcher(done("verify", "--output=text", "--verbose"));
    while (line.find()) {
      if (line.group(1).equals(backup)) {
        return line.group(2).equals("valid")
            ? List.of()
            : List.of("pgbackrest verify says " + line.group(2) + ":" + line.group(3));
      }
    }
    return List.of("pgbackrest verify doesn't name the backup " + backup + ".");
  }

  @Override
  public void restore(String backup, Path data) throws IOException {
    String folder = "--pg1-path=" + data.toAbsolutePath();
    refused(command("restore", folder, "--set=" + backup, "--type=none", "--archive-mode=off"));
    try {
      JsonObject range = listed(backup).object("archive");
      WalSegment segment = WalSegment.of(range.text("start"));
      WalSegment last = WalSegment.of(range.text("stop"));
      while (segment.compareTo(last) <= 0) {
        Path file = data.resolve("pg_wal").resolve(segment.name());
        refused(command("archive-get", folder, segment.name(), file.toAbsolutePath().toString()));
        if (!Files.exists(file) || Files.size(file) == 0) {
          throw new NotRestored("pgbackrest has no segment " + segment.name() + ".");
        }
        segment = segment.next(Files.size(file));
      }
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  private JsonObject listed(String backup) throws IOException, Malformed {
    for (JsonObject each : report().objects("backup")) {
      if (each.text("label").equals(backup)) {
        return each;
      }
    }
    throw new NotRestored("pgbackrest info doesn't list " + backup + " any more.");
  }

  private static void refused(ProviderCommand command) throws NotRestored {
    ProviderCommand.Output output = command.run(ProviderCommand.WORK);
    if (output.exit() != 0) {
      throw new NotRestored(output.said());
    }
  }

  @Override
  public String byHand(String backup) {
    return String.join(" ", command("restore", "--set=" + backup, "--type=time").words())
        + " --target=TIME --pg1-path=FOLDER";
  }

  /// The report of the stanza, which must be well.
  private JsonObject report() throws Malformed {
    String list = done("info", "--output=json");
    String object = "{\"stanzas\":" + (list.isBlank() ? "[]" : list) + "}";
    for (JsonObject each :
        JsonObject.read(object.getBytes(StandardCharsets.UTF_8)).objects("stanzas")) {
      if (each.text("name").equals(stanza)) {
        long code = each.object("status").number("code");
        if (code != 0 && code != NO_BACKUP_YET && code != DIFFERENT_REPOSITORIES) {
          throw ProviderProblems.failed(this, each.object("status").text("message"));
        }
        return each;
      }
    }
    throw ProviderProblems.failed(this, "pgbackrest info doesn't know it.");
  }

  private String done(String... words) {
    ProviderCommand.Output output =
        command(words).run(words[0].equals("info") ? ProviderCommand.REPORT : ProviderCommand.WORK);
    if (output.exit() != 0) {
      throw ProviderProblems.failed(this, output.said());
    }
    return output.out();
  }

  private ProviderCommand command(String... words) {
    List<String> all = new ArrayList<>(List.of(program, "--stanza=" + stanza));
    config.ifPresent(file -> all.add("--config=" + file));
    repo.ifPresent(number -> all.add("--repo=" + number));
    all.addAll(List.of(words));
    return new ProviderCommand(this, all);
  }
}
