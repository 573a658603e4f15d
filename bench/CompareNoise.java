import dev.towpath.lint.Change;
import dev.towpath.lint.Checked;
import dev.towpath.lint.Guard;
import dev.towpath.lint.RuleSettings;
import dev.towpath.lint.Runner;
import dev.towpath.lint.rule.Rules;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.LooseFiles;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts what `towpath check` and squawk say of folders of real migrations, each file a release
/// of its own behind those before it. A folder below one named `supabase` goes to that platform.
final class CompareNoise {
  private static final int MAJOR = 17;
  private static final Pattern FILE = Pattern.compile("\"file\": ?\"([^\"]*)\"");

  /// What is said of some files.
  static final class Count {
    int files;
    int findings;
    final Set<String> flagged = new HashSet<>();

    void add(String file) {
      findings++;
      flagged.add(file);
    }

    @Override
    public String toString() {
      return "%.2f findings a file, %.0f %% of files"
          .formatted((double) findings / files, 100.0 * flagged.size() / files);
    }
  }

  private static final Map<Severity, Count> OURS = new TreeMap<>();
  private static final Count NO_NOTES = new Count();
  private static final Count THEIRS = new Count();
  private static final Map<String, Integer> RULES = new TreeMap<>();
  private static boolean tells;

  private CompareNoise() {}

  public static void main(String[] words) throws Exception {
    tells = System.getenv("TELL") != null;
    for (Severity severity : Severity.values()) {
      OURS.put(severity, new Count());
    }
    for (String folder : List.of(words).subList(1, words.length)) {
      LayoutFiles files = LooseFiles.read(Path.of(folder), List.of(Path.of(".")));
      check(folder, files);
      if (!words[0].isEmpty()) {
        squawk(words[0], folder, files);
      }
    }
    OURS.forEach((severity, count) -> System.out.println("towpath " + severity + ": " + count));
    System.out.println("towpath errors and warnings: " + NO_NOTES);
    if (THEIRS.files > 0) {
      System.out.println("squawk: " + THEIRS);
    }
    System.out.println(NO_NOTES.files + " files");
    RULES.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(rule -> System.out.println("  " + rule.getValue() + " " + rule.getKey()));
  }

  private static void check(String folder, LayoutFiles files) {
    String platform = folder.contains("supabase/") ? "supabase" : "none";
    Change.Setting setting =
        new Change.Setting(MAJOR, Runner.named("towpath").orElseThrow(), platform);
    Guard guard = new Guard(setting, Rules.ALL, RuleSettings.USUAL, new Schema());
    guard.walk(files.migrations(), migration -> true, true);
    NO_NOTES.files += files.migrations().size();
    OURS.values().forEach(count -> count.files += files.migrations().size());
    for (Checked script : guard.checked()) {
      String file = folder + "/" + script.migration().up().file();
      for (Finding finding : script.findings()) {
        OURS.get(finding.severity()).add(file);
        if (finding.severity() != Severity.NOTE) {
          NO_NOTES.add(file);
        }
        RULES.merge(finding.rule() + " " + finding.severity(), 1, Integer::sum);
        tell(folder, finding);
      }
    }
  }

  private static void tell(String folder, Finding finding) {
    if (tells) {
      System.out.println(
          "FOUND %s %s %s %s | %s"
              .formatted(
                  finding.rule(),
                  finding.severity(),
                  folder,
                  finding.where().map(Object::toString).orElse(""),
                  finding.message()));
    }
  }

  private static void squawk(String squawk, String folder, LayoutFiles files)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(Arrays.asList(squawk, "--reporter", "json"));
    files.migrations().forEach(each -> line.add(each.up().file()));
    Process process =
        new ProcessBuilder(line)
            .directory(Path.of(folder).toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() > 1) {
      System.out.println("squawk ends with " + process.exitValue() + " in " + folder);
    }
    THEIRS.files += files.migrations().size();
    Matcher file = FILE.matcher(said);
    while (file.find()) {
      THEIRS.add(folder + "/" + file.group(1));
    }
  }
}
