package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.prune.PrunePlan;
import dev.towpath.backup.prune.Pruner;
import dev.towpath.backup.prune.ReleaseHold;
import dev.towpath.backup.restore.WalRetention;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Environment;
import dev.towpath.config.KeepRules;
import dev.towpath.config.Project;
import dev.towpath.config.Targets;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath backup prune`: deletes the backups that no rule keeps.
@Command(
    name = "prune",
    headerHeading =
        "Examples:%n"
            + "  towpath backup prune -e production%n"
            + "  towpath backup prune -e production --yes%n%n",
    header =
        "Shows which backups the rules let go, and why each other one stays; deletes with --yes.",
    description =
        "The rules stand in towpath.yaml, under 'keep' of 'backups'. The newest backup, the last"
            + " proved one, those that are held and those of releases whose records must be kept"
            + " stay whatever the rules say. What unfinished backups have left goes too.",
    synopsisHeading = "%nUsage: ")
final class BackupPruneCommand implements ProjectTask {
  @Mixin StorageOption place;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Only backups of this environment; by default those of all.")
  @Nullable String environment;

  @Option(names = "--yes", description = "Delete what would go, instead of showing it.")
  boolean yes;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    KeepRules rules = project.backups().keep();
    try (Storage storage = place.open(wiring, project)) {
      ReleaseHold hold = new ReleaseHold(project.ledger().years(), wiring.clock());
      Pruner pruner = new Pruner(storage, hold);
      PrunePlan plan = pruner.plan(rules, Optional.ofNullable(environment));
      if (environment != null && plan.verdicts().isEmpty()) {
        throw none(environment, storage).exception();
      }
      List<BackupId> gone = new ArrayList<>();
      if (yes) {
        pruner.run(plan, gone::add);
        pruneLog(project, storage);
      }
      return report(plan, gone, storage, rules);
    }
  }

  /// An embedded server's log is kept for its backups where the project keeps them.
  private void pruneLog(Project project, Storage storage) throws IOException {
    if (place.in != null) {
      return;
    }
    List<Manifest> left =
        new Backups(storage)
            .list().backups().stream()
                .map(Backup::manifest)
                .filter(each -> each.environment().equals(Environment.EMBEDDED))
                .toList();
    Path server = project.root().resolve(Targets.EMBEDDED_FOLDER);
    if (Files.isDirectory(server)) {
      WalRetention.prune(EmbeddedServer.beside(server, "wal"), left);
    }
  }

  private Report report(PrunePlan plan, List<BackupId> gone, Storage storage, KeepRules rules) {
    Report report =
        Report.of("backup prune")
            .data("place", storage.describe())
            .data("dryRun", !yes)
            .data("backups", plan.verdicts().stream().map(BackupPruneCommand::json).toList())
            .data("leftovers", plan.leftovers().stream().map(BackupId::text).toList())
            .data("deleted", gone.stream().map(BackupId::text).toList());
    if (!plan.verdicts().isEmpty()) {
      report = report.block(table(plan));
    }
    return report
        .findings(findings(plan, rules))
        .summary(summary(plan, gone))
        .next(yes || count(plan) == 0 ? "" : "towpath backup prune --yes");
  }

  private static Problem none(String environment, Storage storage) throws IOException {
    List<String> known =
        new Backups(storage)
            .list().backups().stream().map(each -> each.manifest().environment()).toList();
    return Problem.of("environment-unknown", Exit.USAGE, "No backup is of '" + environment + "'.")
        .because("None in " + storage.describe() + " is.")
        .leaving("Nothing was deleted.")
        .next(known.isEmpty() ? "towpath backup list" : Nearest.hint(environment, known));
  }

  private static int count(PrunePlan plan) {
    return plan.going().size() + plan.leftovers().size();
  }

  private String summary(PrunePlan plan, List<BackupId> gone) {
    if (yes) {
      return gone.size() + " deleted, " + (plan.verdicts().size() - going(plan, gone)) + " left";
    }
    return count(plan) == 0
        ? "nothing would go"
        : Counts.of(plan.going().size(), "backup")
            + " would go, "
            + Amount.bytes(plan.bytes())
            + "; nothing was deleted";
  }

  private static long going(PrunePlan plan, List<BackupId> gone) {
    return plan.going().stream().map(Backup::id).filter(gone::contains).count();
  }

  private static Map<String, @Nullable Object> json(PrunePlan.Verdict verdict) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", verdict.backup().id().text());
    json.put("goes", verdict.goes());
    json.put("reasons", verdict.reasons());
    json.put("bytes", verdict.backup().manifest().storedBytes());
    return json;
  }

  private static Block table(PrunePlan plan) {
    List<Block.Row> rows = new ArrayList<>();
    for (PrunePlan.Verdict verdict : plan.verdicts()) {
      rows.add(
          new Block.Row(
              verdict.goes() ? Block.Tone.WARNING : Block.Tone.PLAIN,
              List.of(
                  verdict.backup().id().text(),
                  Amount.bytes(verdict.backup().manifest().storedBytes()),
                  verdict.goes() ? "goes" : "stays",
                  String.join(", ", verdict.reasons()))));
    }
    return new Block.Table(List.of("backup", "size", "", "why"), rows);
  }

  private static List<Finding> findings(PrunePlan plan, KeepRules rules) {
    List<Finding> findings = new ArrayList<>();
    if (rules.equals(KeepRules.NONE)) {
      findings.add(
          Finding.of("backup-without-rules", Severity.NOTE, "There are no keep rules.")
              .because("So every backup stays; only what unfinished ones have left goes."));
    }
    for (BackupId leftover : plan.leftovers()) {
      findings.add(
          Finding.of("backup-unfinished", Severity.NOTE, leftover + " is no backup.")
              .because("It has no manifest, and whoever wrote or deleted it has ended."));
    }
    if (!plan.elsewhere().isEmpty()) {
      findings.add(
          Finding.of(
                  "backup-with-provider",
                  Severity.NOTE,
                  Counts.of(plan.elsewhere().size(), "backup") + " that would go: files stay.")
              .because("A provider keeps them, and its own rules say for how long."));
    }
    for (String why : plan.unreadable()) {
      findings.add(
          Finding.of("backup-unreadable", Severity.WARNING, "A backup can't be read, and stays.")
              .because(why));
    }
    return findings;
  }
}
