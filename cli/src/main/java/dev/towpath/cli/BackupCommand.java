package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath backup`: the commands that make backups and go back to them.
@Command(
    name = "backup",
    headerHeading =
        "Examples:%n"
            + "  towpath backup create -e production --release 2026-11-21-orders%n"
            + "  towpath backup prove latest%n%n",
    header = "Makes backups, proves that they can be restored, and goes back to them.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      BackupCreateCommand.class,
      BackupProveCommand.class,
      BackupRestoreCommand.class,
      BackupSwitchCommand.class,
      BackupPointCommand.class,
      BackupListCommand.class,
      BackupPruneCommand.class,
      BackupHoldCommand.class,
      BackupReleaseCommand.class
    })
final class BackupCommand {}
