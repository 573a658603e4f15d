package dev.towpath.lint;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Fingerprint;
import dev.towpath.report.Severity;
import dev.towpath.sql.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Findings that a team has seen and lives with, so that a check speaks of new ones alone.
///
/// A line is `rule file fingerprint`; the fingerprint holds as long as the statement's words do,
/// wherever it stands in its file. Lines that begin with `#` are comments.
///
/// @param file relative to the project
/// @param lines by fingerprint, the line's number
public record Baseline(String file, Map<String, Integer> lines) {
  /// Its usual name, in the project's folder.
  public static final String USUAL = "towpath-baseline.txt";

  private static final String TITLE = "# Findings that are known: rule, file, fingerprint.\n";

  /// What is new, and what of the baseline isn't found any more.
  public record Split(List<Finding> found, int known) {}

  /// Reads a file; fails with `baseline-unreadable`.
  public static Baseline read(Path root, String file) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    try {
      List<String> all = Files.readAllLines(root.resolve(file));
      for (int i = 0; i < all.size(); i++) {
        String line = all.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          lines.put(line.substring(line.lastIndexOf(' ') + 1), i + 1);
        }
      }
    } catch (IOException e) {
      throw Problem.of(
              "baseline-unreadable", Exit.USAGE, "The baseline " + file + " can't be read.")
          .because(e.getClass().getSimpleName() + ": " + e.getMessage())
          .leaving("Nothing was changed.")
          .next("Write one: towpath check --write-baseline")
          .exception(e);
    }
    return new Baseline(file, lines);
  }

  /// Takes known findings out, and adds a note for each entry that isn't found any more.
  ///
  /// @param complete whether everything was checked: else an entry may be of another file
  public Split apply(List<Finding> findings, boolean complete) {
    List<String> fingerprints = Fingerprint.of(findings);
    Map<String, Integer> left = new LinkedHashMap<>(lines);
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (left.remove(fingerprints.get(i)) == null) {
        found.add(findings.get(i));
      }
    }
    int known = findings.size() - found.size();
    if (complete) {
      left.values().forEach(line -> found.add(gone(line)));
    }
    return new Split(found, known);
  }

  private Finding gone(int line) {
    return Finding.of(
            "baseline-unused", Severity.NOTE, "This entry of the baseline is not found any more.")
        .at(new Location(file, new Position(line, 1)))
        .help("Write the baseline anew: towpath check --write-baseline");
  }

  /// The file's text for some findings.
  public static String write(List<Finding> findings) {
    List<String> fingerprints = Fingerprint.of(findings);
    TreeSet<String> lines = new TreeSet<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String place = finding.where().map(Location::file).orElse("-");
      lines.add(finding.rule() + " " + place + " " + fingerprints.get(i) + "\n");
    }
    return TITLE + String.join("", lines);
  }
}
