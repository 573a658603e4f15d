package dev.towpath.cli;

import picocli.CommandLine.Command;

/// `towpath release`: a runbook planned, approved, run, and taken back.
@Command(
    name = "release",
    headerHeading =
        "Examples:%n"
            + "  towpath release plan runbooks/production.yaml -e production%n"
            + "  towpath release start 2026-11-21-production%n%n",
    header = "Plans a runbook for one commit and one environment, and runs it.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      ReleasePlanCommand.class,
      ReleaseStartCommand.class,
      ReleaseStatusCommand.class,
      ReleaseListCommand.class,
      ReleaseApproveCommand.class,
      ReleaseTickCommand.class,
      ReleaseDecideCommand.class,
      ReleasePauseCommand.class,
      ReleaseResumeCommand.class,
      ReleaseRetryCommand.class,
      ReleaseSkipCommand.class,
      ReleaseAbortCommand.class,
      ReleaseRollBackCommand.class,
      ReleaseRegressionCommand.class,
      ReleaseNotesCommand.class,
      ReleaseRetrospectiveCommand.class
    })
final class ReleaseCommand {}
