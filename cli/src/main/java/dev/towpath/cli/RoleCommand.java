package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath role`: who may approve as what.
@Command(
    name = "role",
    headerHeading =
        "Examples:%n" + "  towpath role grant engineering ben%n" + "  towpath role list%n%n",
    header = "Grants roles to people, and takes them back.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {RoleGrantCommand.class, RoleRevokeCommand.class, RoleListCommand.class})
final class RoleCommand {}
