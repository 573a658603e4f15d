package dev.towpath.migration.layout;

import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Script;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is said about Flyway files that Towpath runs differently, or not at all.
final class FlywayFindings {
  private static final Pattern CALLBACK =
      Pattern.compile("(?:before|after|create)[A-Z][A-Za-z]*(?:__.*)?\\.sql", Pattern.DOTALL);
  private static final Pattern VERSION_LIKE = Pattern.compile("[vVbBuUrR]?[0-9].*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z][\\w.:-]*}");

  private FlywayFindings() {}

  static Finding unmatched(TextFile file) {
    if (CALLBACK.matcher(file.name()).matches()) {
      return Finding.of(
              "flyway-callback",
              Severity.WARNING,
              "Towpath doesn't run the Flyway callback " + file.name() + ".")
          .at(file.location())
          .help("Put what it does into a migration, or run it with Flyway.");
    }
    boolean likely = VERSION_LIKE.matcher(file.name()).matches();
    return Finding.of(
            "unmatched-file",
            likely ? Severity.ERROR : Severity.WARNING,
            "The file " + file.name() + " is not named like a migration.")
        .at(file.location())
        .because("It is never run.")
        .help("Name it V<version>__<name>.sql, or move it out of the folder.");
  }

  static Optional<Finding> placeholder(TextFile file, FlywayConf conf) {
    if (!conf.placeholders() || !file.text().contains("${")) {
      return Optional.empty();
    }
    Matcher placeholder = PLACEHOLDER.matcher(file.text());
    if (!placeholder.find()) {
      return Optional.empty();
    }
    Script script = Script.of(file.text());
    return Optional.of(
        Finding.of(
                "flyway-placeholder",
                Severity.WARNING,
                "Towpath doesn't replace the placeholder " + placeholder.group() + ".")
            .at(new Location(file.path(), script.position(placeholder.start())))
            .because("Flyway would put a value in its place; Towpath runs the text as it stands.")
            .help(
                "Write the value, or set placeholderReplacement=false in "
                    + file.name()
                    + ".conf if the text is meant literally."));
  }
}
