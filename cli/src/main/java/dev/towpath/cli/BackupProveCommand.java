package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.ProveRequest;
import dev.towpath.backup.restore.Prover;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `towpath backup prove`: restores a backup into a scratch server and compares every table.
@Command(
    name = "prove",
    headerHeading =
        "Examples:%n"
            + "  towpath backup prove latest --query \"select count(*) from orders=1200\"%n"
            + "  towpath backup prove latest --probe \"npm run smoke\"%n%n",
    header = "Restores a backup into a scratch server and compares every table with its manifest.",
    description =
        "Checks each file's SHA-256, restores, digests every table again, puts queries and commands"
            + " to the copy, and keeps the result beside the backup. Touches no other server.",
    synopsisHeading = "%nUsage: ")
final class BackupProveCommand implements ProjectTask {
  @Mixin BackupChoice choice;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "With latest: the newest backup of this environment.")
  @Nullable String environment;

  @Option(
      names = "--query",
      paramLabel = "SQL=EXPECTED",
      converter = Queries.class,
      description =
          "A query and the first value that it must answer; what is expected stands behind the last"
              + " '='. Can be repeated.")
  List<ProveRequest.Query> queries = List.of();

  @Option(
      names = "--probe",
      paramLabel = "COMMAND",
      description =
          "A command that must end with 0; DATABASE_URL leads to the copy. Can be repeated.")
  List<String> probes = List.of();

  @Mixin JobsOption jobs;

  /// Cuts at the last `=`.
  static final class Queries implements ITypeConverter<ProveRequest.Query> {
    @Override
    public ProveRequest.Query convert(String text) {
      int cut = text.lastIndexOf('=');
      if (cut < 1) {
        throw new TypeConversionException("'" + text + "' is no SQL=EXPECTED");
      }
      return new ProveRequest.Query(
          text.substring(0, cut).strip(), text.substring(cut + 1).strip());
    }
  }

  @Override
  public Report run(Wiring wiring, Project project) throws Exception {
    try (Storage storage = choice.place.open(wiring, project);
        StageProgress progress = wiring.stageProgress(Interruption.ofProof())) {
      Backup backup = choice.in(storage, environment);
      wiring.say("backup: " + backup.id() + " in " + storage.describe());
      String subject = "environment:" + backup.manifest().environment();
      return new Recording(wiring, project, "backup-proof", subject, "")
          .run(() -> prove(wiring, project, storage, backup, progress));
    }
  }

  private Report prove(
      Wiring wiring, Project project, Storage storage, Backup backup, StageProgress progress)
      throws IOException, InterruptedException {
    ProveRequest request =
        new ProveRequest(
            queries,
            probes,
            project.root(),
            wiring.platform(project),
            wiring.who().where(),
            jobs.count,
            BackupChoice.provider(wiring, project, backup));
    Prover prover = new Prover(Clock.systemUTC(), progress);
    return report(backup, prover.prove(backup, storage, request));
  }

  private static Report report(Backup backup, Proof proof) {
    List<Finding> findings =
        proof.failures().stream()
            .map(why -> Finding.of("backup-not-as-made", Severity.ERROR, why))
            .toList();
    return Report.of("backup prove")
        .data("backup", backup.id().text())
        .data("proved", proof.good())
        .data("tables", proof.tables())
        .data("recoveryMilliseconds", proof.recovery().toMillis())
        .data("failures", proof.failures())
        .exit(proof.good() ? Exit.FINE : Exit.REFUSED)
        .findings(findings)
        .block(
            new Block.Facts(
                List.of(
                    new Block.Fact("backup", backup.id().text()),
                    new Block.Fact("tables", "" + proof.tables()),
                    new Block.Fact("questions", "" + proof.probes().size()),
                    new Block.Fact("recovery time", Progress.words(proof.recovery())))))
        .summary(
            proof.good()
                ? "proved: it was restored, and all of it is there"
                : "not proved: " + Counts.of(proof.failures().size(), "failure"))
        .next(proof.good() ? "towpath backup list" : "towpath backup create");
  }
}
