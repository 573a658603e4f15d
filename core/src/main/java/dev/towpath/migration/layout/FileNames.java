package dev.towpath.migration.layout;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is said about a file that the layout's tool passes over in silence.
final class FileNames {
  private FileNames() {}

  /// The version of a file at the top of the folder, if its name fits.
  static Optional<String> version(Pattern pattern, String path) {
    Matcher name = pattern.matcher(path);
    return path.contains("/") || !name.matches() ? Optional.empty() : Optional.of(name.group(1));
  }

  /// A file at the top of the folder whose name is no migration's.
  static Finding unmatched(TextFile file, String pattern) {
    if (file.name().endsWith(".sql")) {
      return Finding.of(
              "unmatched-file",
              severity(file.name()),
              "The file " + file.name() + " is not named like a migration.")
          .at(file.location())
          .because("It is never run.")
          .help("Name it " + pattern + ", or move it out of the folder.");
    }
    return Finding.of(
            "upper-case-suffix",
            severity(file.name()),
            "The file " + file.name() + " does not end in .sql in lower case.")
        .at(file.location())
        .because("It is never run.")
        .help("Rename it to end in .sql.");
  }

  /// A file in a folder that the tool doesn't look into.
  static Finding inSubfolder(TextFile file) {
    String first = file.folder().isEmpty() ? file.name() : file.folder();
    boolean likely = severity(first) == Severity.ERROR || severity(file.name()) == Severity.ERROR;
    return Finding.of(
            "file-in-subfolder",
            likely ? Severity.ERROR : Severity.WARNING,
            "The file " + file.name() + " stands in the sub-folder " + file.folder() + ".")
        .at(file.location())
        .because("Sub-folders are not looked into: it is never run.")
        .help("Move it up, or out of the folder of migrations.");
  }

  /// A name that starts with a digit was meant to be a migration.
  private static Severity severity(String name) {
    return !name.isEmpty() && Versions.isDigit(name.charAt(0)) ? Severity.ERROR : Severity.WARNING;
  }
}
