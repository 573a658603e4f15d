package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.ledger.Bundle;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.note.NoteSettings;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `towpath ledger export`: the records about one thing as a file that proves itself.
@Command(
    name = "export",
    headerHeading =
        "Examples:%n"
            + "  towpath ledger export --release 2026-11-21-orders -o orders.zip%n"
            + "  towpath ledger export --subject environment:production -o production.zip%n%n",
    header =
        "Writes the records about a release or another subject as a bundle that proves itself.",
    description =
        "The zip holds the records, a proof for each, a signed checkpoint, the key, a page to read"
            + " and VerifyBundle.java, which verifies it all with a JDK and nothing else; of a"
            + " release also the files that its steps left as evidence, and its note.",
    synopsisHeading = "%nUsage: ")
final class LedgerExportCommand implements ProjectTask {
  private static final int MOST_FILES = 10_000;

  @ArgGroup(multiplicity = "1")
  About about = new About();

  /// What the records are about.
  static final class About {
    @Option(names = "--release", paramLabel = "ID", description = "Those of this release.")
    String release = "";

    @Option(
        names = "--subject",
        paramLabel = "SUBJECT",
        description = "Those about this, as 'ledger list' shows it.")
    String subject = "";

    String subject() {
      return release.isEmpty() ? subject : "release:" + release;
    }
  }

  @Option(
      names = {"-o", "--to"},
      required = true,
      paramLabel = "FILE",
      description = "The zip to write.")
  Path to = Path.of("");

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Put this file in, whose SHA-256 a record names. Can be repeated.")
  List<Path> files = List.of();

  /// What a release left as evidence, and the notes of the project.
  private List<Path> found(Wiring wiring, Project project, Control control) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!about.release.isEmpty() && ReleaseId.fits(about.release)) {
      Release release =
          Recording.journal(wiring, control).state(new ReleaseId(about.release)).release();
      files(new Releasing(wiring, project).kept(release), found);
      files(project.root().resolve(NoteSettings.USUAL.folder()), found);
    }
    return found;
  }

  private static void files(Path folder, List<Path> found) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile).sorted().limit(MOST_FILES).forEach(found::add);
      }
    }
  }

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    Path zip = wiring.folder().resolve(to);
    List<Path> more = files.stream().map(wiring.folder()::resolve).toList();
    try (Control control = Recording.control(wiring)) {
      int records =
          new Bundle(about.subject(), more, found(wiring, project, control))
              .write(control, Recording.checkpoints(wiring, project), zip);
      return Report.of("ledger export")
          .data("subject", about.subject())
          .data("records", records)
          .data("file", zip.toString())
          .summary(Counts.of(records, "record") + " about " + about.subject() + " in " + zip);
    }
  }
}
