package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath control`: the control database as a whole.
@Command(
    name = "control",
    headerHeading =
        "Examples:%n"
            + "  towpath control export control.zip%n"
            + "  towpath control import control.zip%n%n",
    header = "Moves the control database, where Towpath keeps its own records.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {ControlExportCommand.class, ControlImportCommand.class})
final class ControlCommand {}
