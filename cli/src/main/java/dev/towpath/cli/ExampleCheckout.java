package dev.towpath.cli;

import dev.towpath.process.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A git repository with an example in it, beside the application that all examples share, and a
/// remote to which each commit is pushed.
///
/// @param folder where it lies; the remote lies beside it
/// @param example the name of the example, and of its folder in the repository
record ExampleCheckout(Path folder, String example) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String APP = "app";
  private static final String STAGE = "stage/";
  private static final String BEFORE = STAGE + "before/";
  private static final String NEXT = STAGE + "next/";

  /// How long a minute of watching lasts here.
  static final Duration MINUTE = Duration.ofMillis(200);

  private static final Pattern WATCHED =
      Pattern.compile("(watch: (?:\\{ for: )?|(?<=[%0-9a-z]) for )([0-9]+)m\\b");
  private static final Pattern VERSION = Pattern.compile("(?<![0-9])[0-9]{14}(?![0-9])");

  /// Nothing of the user's own git is asked: no signing, no hooks.
  private static final Map<String, String> GIT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_AUTHOR_NAME", "ann",
          "GIT_AUTHOR_EMAIL", "ann@example.test",
          "GIT_COMMITTER_NAME", "ann",
          "GIT_COMMITTER_EMAIL", "ann@example.test");

  /// The folder of the example's project.
  Path project() {
    return folder.resolve(example);
  }

  /// Writes the example as it was before the release.
  void writeBefore(String version) throws IOException {
    Bundled.copy("examples/" + APP, folder.resolve(APP));
    Map<String, String> files = new TreeMap<>(bundled());
    files.keySet().removeIf(path -> isNewer(path, version));
    write(files);
    overlay(BEFORE);
  }

  /// Writes what the example changes after the release.
  void writeNext() throws IOException {
    overlay(NEXT);
  }

  private void overlay(String folderName) throws IOException {
    for (Map.Entry<String, String> file : bundled().entrySet()) {
      if (file.getKey().startsWith(folderName)) {
        put(file.getKey().substring(folderName.length()), file.getValue());
      }
    }
  }

  private static boolean isNewer(String path, String version) {
    Matcher found = VERSION.matcher(path);
    return found.find() && found.group().compareTo(version) > 0;
  }

  /// Writes the example as it stands in Towpath's repository.
  void write() throws IOException {
    write(bundled());
  }

  private Map<String, String> bundled() {
    return Bundled.files("examples/" + example);
  }

  private void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      String path = file.getKey();
      if (!path.startsWith(STAGE)) {
        put(
            path,
            path.startsWith("runbooks/") ? shortened(file.getValue(), MINUTE) : file.getValue());
      }
    }
  }

  /// A runbook whose times of watching are shorter; nothing else is another.
  ///
  /// @param minute how long a minute of watching lasts
  static String shortened(String runbook, Duration minute) {
    return WATCHED
        .matcher(runbook)
        .replaceAll(
            time ->
                time.group(1)
                    + minute.multipliedBy(Long.parseLong(time.group(2))).toMillis()
                    + "ms");
  }

  /// Writes a file of the project, which is not committed by that.
  void put(String path, String text) throws IOException {
    Path file = project().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Makes the repository and its remote, with what is there as the first commit.
  void begin() throws IOException, InterruptedException {
    Files.writeString(folder.resolve(".gitignore"), ".towpath/\nbackups\nvar/\n");
    git("init", "--quiet", "--initial-branch=main");
    git("init", "--quiet", "--bare", "../origin.git");
    git("remote", "add", "origin", "../origin.git");
    commit("As production has it");
  }

  /// Commits all that is there, and pushes it.
  void commit(String message) throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    git("push", "--quiet", "--set-upstream", "origin", "main");
  }

  /// The newest commit.
  String commit() throws IOException, InterruptedException {
    return git("rev-parse", "HEAD").getLast();
  }

  private List<String> git(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(List.of(words));
    CommandRun.Result result = new CommandRun(folder, set -> set.putAll(GIT), LIMIT).run(all);
    if (!result.passed()) {
      throw new IOException("git " + String.join(" ", words) + ": " + result.lines());
    }
    return result.lines();
  }
}
