package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath person`: who can sign.
@Command(
    name = "person",
    headerHeading =
        "Examples:%n"
            + "  towpath person enrol ann --name \"Ann Gray\"%n"
            + "  towpath person list%n%n",
    header = "Enrols the people who sign releases, confirms them, lets them leave.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      PersonEnrolCommand.class,
      PersonConfirmCommand.class,
      PersonListCommand.class,
      PersonPasswordCommand.class,
      PersonRenewCommand.class,
      PersonUnlockCommand.class,
      PersonRetireCommand.class
    })
final class PersonCommand {}
