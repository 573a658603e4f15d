package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath catalog`: the commands that work on a schema as data.
@Command(
    name = "catalog",
    headerHeading =
        "Examples:%n"
            + "  towpath catalog snapshot -e production --to production.catalog%n"
            + "  towpath catalog diff staging production%n%n",
    header = "Reads what a database really holds.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      CatalogSnapshotCommand.class,
      CatalogDiffCommand.class,
      CatalogDocsCommand.class
    })
final class CatalogCommand {}
