package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath backup`: the commands that make backups and go back to them.
@Command(
    name = "backup",
    headerHeading =
        "Examples:%n"
            + "  towpath backup create -e production --release 2026-11-21-orders%n"
            + "  towpath backup list%n%n",
    header = "Makes backups and shows what is known of them.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {BackupCreateCommand.class, BackupListCommand.class})
final class BackupCommand {}
