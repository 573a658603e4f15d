package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath rollback`: what can be undone on a target, and undoing it.
@Command(
    name = "rollback",
    headerHeading =
        "Examples:%n"
            + "  towpath rollback plan -e production%n"
            + "  towpath rollback run -e production --yes production%n%n",
    header = "Goes back to an earlier version, with the database frozen meanwhile.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {RollbackPlanCommand.class, RollbackRunCommand.class})
final class RollbackCommand {}
