package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import dev.towpath.release.run.RunReport;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath release retrospective`: a release was looked at again, as its class asks.
@Command(
    name = "retrospective",
    headerHeading =
        "Examples:%n"
            + "  towpath release retrospective 2026-11-21-hotfix --file docs/retro/hotfix.md%n"
            + "  towpath release retrospective 2026-11-21-hotfix --say \"locks: see #812\"%n%n",
    header = "Says that a release was looked at again, and what came of it.",
    description =
        "An emergency owes one within 48 hours. Until it is done, 'release list' and the plan of"
            + " the next emergency show it. What came of it is kept in the ledger.",
    synopsisHeading = "%nUsage: ")
final class ReleaseRetrospectiveCommand implements ProjectTask {
  private static final int LONGEST_TEXT = 100_000;

  @Mixin ReleaseOption release;

  @ArgGroup(multiplicity = "1")
  Result result = new Result();

  /// What came of it.
  static final class Result {
    @Option(names = "--file", paramLabel = "FILE", description = "The file that says it.")
    @Nullable Path file;

    @Option(names = "--say", paramLabel = "TEXT", description = "It, in a sentence or a link.")
    String text = "";
  }

  @Override
  public Report run(Wiring wiring, Project project) {
    Map<String, Object> what = what(wiring.folder());
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run = new Releases(journal, wiring.who().person()).lookBack(release.id, what);
      return RunReport.of("release retrospective", run);
    }
  }

  private Map<String, Object> what(Path folder) {
    if (result.file == null) {
      return Map.of("text", require(result.text));
    }
    try {
      Path file = folder.resolve(result.file);
      String text = require(Files.readString(file));
      return Map.of("file", result.file.toString(), "sha256", Sha256.of(text), "text", text);
    } catch (IOException e) {
      throw unfit(result.file + " can't be read: " + e.getMessage()).exception(e);
    }
  }

  private static String require(String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw unfit("It is empty, or longer than " + LONGEST_TEXT + " characters.").exception();
    }
    return text;
  }

  private static Problem unfit(String why) {
    return Problem.of(
            "retrospective-unfit", Exit.USAGE, "What came of the retrospective can't be kept.")
        .because(why)
        .leaving("Nothing was written down; the duty is open.")
        .next("Write what happened, why, and what will be done: --file FILE, or --say TEXT");
  }
}
