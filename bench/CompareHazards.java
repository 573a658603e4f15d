import dev.towpath.lint.Change;
import dev.towpath.lint.Guard;
import dev.towpath.lint.Rule;
import dev.towpath.lint.RuleSettings;
import dev.towpath.lint.Runner;
import dev.towpath.lint.rule.Rules;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks each file of a labelled corpus by itself, as psql would run it, and counts by the
/// corpus's own metrics: a dangerous file whose first hazard a finding names (strict), one with
/// any warning (loose), and a safe file with a warning or an error (false positive). Notes don't
/// count as findings: they describe what is taken for safe.
final class CompareHazards {
  private static final int MAJOR = 18;
  private static final Pattern HEADER = Pattern.compile("(?s)^/\\* ---\\n(.*?)--- \\*/\\n*");
  private static final Pattern LABEL = Pattern.compile("(?m)^(verdict|hazards): *\\[?(.*?)]?$");

  /// The rules whose message names a hazard of the corpus.
  private static final Map<String, Set<String>> NAMING =
      Map.ofEntries(
          Map.entry("non-concurrent-index", Set.of("index-not-concurrent")),
          Map.entry("missing-lock-timeout", Set.of("lock-timeout")),
          Map.entry("set-not-null-scan", Set.of("set-not-null")),
          Map.entry("check-constraint-scan", Set.of("add-check")),
          Map.entry("volatile-default-rewrite", Set.of("volatile-default")),
          Map.entry("stored-generated-rewrite", Set.of("add-stored-column")),
          Map.entry("column-type-rewrite", Set.of("change-type")),
          Map.entry("fk-without-not-valid", Set.of("add-foreign-key")),
          Map.entry("unique-constraint-scan", Set.of("add-unique")),
          Map.entry("enum-add-value-in-transaction", Set.of("enum-value-used")),
          Map.entry("concurrently-in-transaction", Set.of("not-in-transaction")),
          Map.entry("invalid-index-retry", Set.of("concurrently-if-not-exists")),
          Map.entry("drop-column", Set.of("drop-column")),
          Map.entry("drop-table-cascade", Set.of("drop-table", "drop-cascade")),
          Map.entry("truncate-cascade", Set.of("truncate-cascade")),
          Map.entry("rename-column-breakage", Set.of("rename-column")),
          Map.entry("rename-table-breakage", Set.of("rename-table")),
          Map.entry("ddl-plus-backfill-same-txn", Set.of("backfill-in-transaction")),
          Map.entry("replication-identity-break", Set.of("drop-primary-key")),
          Map.entry("disable-trigger-all", Set.of("disable-trigger")),
          Map.entry("unbatched-backfill", Set.of("update-without-where", "update-large")),
          Map.entry("partition-detach", Set.of("detach-partition-not-concurrent")),
          Map.entry("partition-attach", Set.of("attach-partition")),
          Map.entry("multi-table-ddl-transaction", Set.of("several-tables-locked")),
          Map.entry("access-exclusive-maintenance", Set.of("vacuum-full")));

  /// A file with what its header says and what was found.
  record Labelled(String name, String verdict, List<String> hazards, List<Finding> findings) {
    Set<String> rules(Severity least) {
      Set<String> rules = new TreeSet<>();
      findings.stream()
          .filter(each -> each.severity().compareTo(least) <= 0)
          .forEach(each -> rules.add(each.rule()));
      return rules;
    }

    boolean names(String hazard) {
      return rules(Severity.NOTE).stream().anyMatch(NAMING.get(hazard)::contains);
    }
  }

  private CompareHazards() {}

  public static void main(String[] words) throws IOException {
    Set<String> known = new TreeSet<>(Rules.ALL.stream().map(Rule::name).toList());
    NAMING
        .values()
        .forEach(
            rules ->
                rules.stream()
                    .filter(r -> !known.contains(r))
                    .forEach(r -> System.out.println("no such rule: " + r)));
    List<Labelled> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(Path.of(words[0]))) {
      for (Path file : found.filter(each -> each.toString().endsWith(".sql")).sorted().toList()) {
        files.add(check(file));
      }
    }
    List<Labelled> dangerous = of(files, "dangerous");
    List<Labelled> safe = of(files, "safe");
    long strict = dangerous.stream().filter(each -> each.names(each.hazards().getFirst())).count();
    long all =
        dangerous.stream().filter(each -> each.hazards().stream().allMatch(each::names)).count();
    long loose = dangerous.stream().filter(each -> !each.rules(Severity.WARNING).isEmpty()).count();
    List<Labelled> wrong =
        safe.stream().filter(each -> !each.rules(Severity.WARNING).isEmpty()).toList();
    for (Labelled each : files) {
      System.out.printf("%-50s %s %s%n", each.name(), each.hazards(), each.rules(Severity.NOTE));
    }
    System.out.printf(
        "%n%d files: strict %d of %d dangerous, every labelled hazard in %d, loose %d;"
            + " false positives %d of %d safe%n",
        files.size(), strict, dangerous.size(), all, loose, wrong.size(), safe.size());
    dangerous.stream()
        .filter(each -> !each.hazards().stream().allMatch(each::names))
        .forEach(each -> System.out.println("missed: " + each.name() + " " + each.hazards()));
    wrong.forEach(
        each ->
            System.out.println(
                "false positive: " + each.name() + " " + each.rules(Severity.WARNING)));
  }

  private static List<Labelled> of(List<Labelled> files, String verdict) {
    return files.stream().filter(each -> each.verdict().equals(verdict)).toList();
  }

  private static Labelled check(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher header = HEADER.matcher(text);
    if (!header.find()) {
      throw new IllegalArgumentException(file + " has no header.");
    }
    String verdict = "";
    List<String> hazards = List.of();
    Matcher label = LABEL.matcher(header.group(1));
    while (label.find()) {
      if (label.group(1).equals("verdict")) {
        verdict = label.group(2);
      } else if (!label.group(2).isBlank()) {
        hazards = Arrays.asList(label.group(2).split(", *"));
      }
    }
    String sql = text.substring(header.end());
    Change.Setting setting = new Change.Setting(MAJOR, Runner.named("psql").orElseThrow(), "none");
    Migration migration =
        new Migration(
            "1",
            "",
            Source.whole(file.getFileName().toString(), sql),
            "",
            Optional.empty(),
            Migration.Kind.VERSIONED);
    List<Finding> findings =
        new Guard(setting, Rules.ALL, RuleSettings.USUAL, new Schema()).check(List.of(migration));
    return new Labelled(file.getFileName().toString(), verdict, hazards, findings);
  }
}
