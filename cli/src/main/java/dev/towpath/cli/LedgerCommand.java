package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath ledger`: the record of what was done, and its proof.
@Command(
    name = "ledger",
    headerHeading =
        "Examples:%n"
            + "  towpath ledger verify%n"
            + "  towpath ledger list --subject environment:production%n%n",
    header = "Shows and verifies the append-only record of what was done.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {LedgerVerifyCommand.class, LedgerListCommand.class, LedgerExportCommand.class})
final class LedgerCommand {}
