package dev.towpath.cli;

import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.ledger.Bundle;
import dev.towpath.ledger.BundlePart;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.bundle.ReleaseBundle;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            + " and VerifyBundle.java, which verifies it all with a JDK and nothing else. Of a"
            + " release it also holds the plan's files, the reports and outputs of its steps, the"
            + " manifests of its backups, its note and other documents; the page names what could"
            + " not be found.",
    synopsisHeading = "%nUsage: ")
final class LedgerExportCommand implements ProjectTask {
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

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    Path zip = wiring.folder().resolve(to);
    List<Path> more = files.stream().map(wiring.folder()::resolve).toList();
    try (Control control = Recording.control(wiring)) {
      Bundle bundle =
          isRelease()
              ? release(wiring, project, control).bundle(more)
              : new Bundle(about.subject(), more, List.of());
      int records = bundle.write(control, Recording.checkpoints(wiring, project), zip);
      return Report.of("ledger export")
          .data("subject", about.subject())
          .data("records", records)
          .data("files", bundle.parts().stream().map(BundlePart::name).toList())
          .data("file", zip.toString())
          .summary(
              Counts.of(records, "record")
                  + " about "
                  + about.subject()
                  + " and "
                  + Counts.of(bundle.parts().size() + more.size(), "file")
                  + " in "
                  + zip);
    }
  }

  private boolean isRelease() {
    return !about.release.isEmpty() && ReleaseId.fits(about.release);
  }

  /// In what people read, they write on: what it holds now is told to the ledger first.
  private ReleaseBundle release(Wiring wiring, Project project, Control control) {
    Journal journal = Recording.journal(wiring, control);
    ReleaseId id = new ReleaseId(about.release);
    List<Map<String, @Nullable Object>> writtenOn =
        bundle(wiring, project, journal.state(id)).writtenOn();
    if (!writtenOn.isEmpty()) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("files", writtenOn);
      body.put("reason", "as it was found when the release was exported");
      journal.say(id, wiring.who().person(), RunEvent.Kind.WRITTEN, 0, body);
    }
    return bundle(wiring, project, journal.state(id));
  }

  private static ReleaseBundle bundle(Wiring wiring, Project project, RunState run) {
    Path kept = new Releasing(wiring, project).kept(run.release());
    return new ReleaseBundle(
        run, project.root(), kept, backup -> manifest(wiring, project, backup));
  }

  private static Optional<byte[]> manifest(Wiring wiring, Project project, String backup)
      throws IOException {
    try (Storage storage = wiring.storage(project, null, null);
        InputStream in = storage.open(backup + Backups.MANIFEST).orElse(null)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (ProblemException e) {
      throw new IOException(e.problem().what(), e);
    }
  }
}
