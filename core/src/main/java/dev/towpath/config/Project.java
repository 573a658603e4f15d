package dev.towpath.config;

import dev.towpath.report.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A repository with migrations, and what its `towpath.yaml` says about it.
///
/// @param root the folder that holds `towpath.yaml`, absolute
/// @param name for messages; the folder's name where the file doesn't say
/// @param migrations the folder of migrations relative to the root; detected where empty
/// @param layout a layout's word; detected where empty
/// @param platform what scratch servers are prepared with: `none` or `supabase`; follows the layout
///     where empty
/// @param postgres the PostgreSQL major of embedded and scratch servers
/// @param runner how scripts are run, for verdicts: a profile's word; Towpath's own where empty
/// @param rules how much a rule's findings matter, by its name; empty turns it off
/// @param environments by name, in the order of the file
/// @param backups where and how backups are kept
/// @param ledger whether commands tell the ledger what they do, and where checkpoints are shared
/// @param regulated words, with `*`, that make a migration which has one a regulated change
/// @param people the roles that there are, and who is told of attempted misuse
/// @param probes questions to the running system, by name
/// @param reviewers whose review on a forge counts for a role, by role
/// @param components what is deployed beside the database, by name
/// @param grafana where releases are marked in charts
/// @param signals numbers that say how the running system is, by name
/// @param channels the ways to people that a runbook names
public record Project(
    Path root,
    String name,
    Optional<String> migrations,
    Optional<String> layout,
    Optional<String> platform,
    int postgres,
    Optional<String> runner,
    Map<String, Optional<Severity>> rules,
    Map<String, Environment> environments,
    BackupSettings backups,
    LedgerSettings ledger,
    List<String> regulated,
    PeopleSettings people,
    Map<String, Probe> probes,
    Map<String, List<String>> reviewers,
    Map<String, ComponentSettings> components,
    Optional<GrafanaSettings> grafana,
    Map<String, Signal> signals,
    Map<String, List<Channel>> channels) {

  /// The PostgreSQL major that embedded and scratch servers get unless the file says another.
  public static final int POSTGRES = 18;

  /// What holds for a project without a `towpath.yaml`.
  static Project bare(Path root) {
    return new Project(
        root,
        String.valueOf(root.getFileName()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        POSTGRES,
        Optional.empty(),
        Map.of(),
        Map.of(),
        BackupSettings.USUAL,
        LedgerSettings.USUAL,
        List.of(),
        PeopleSettings.USUAL,
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of());
  }
}
