package dev.towpath.cli;

import dev.towpath.report.Format;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The commands, and the options that all of them take.
@Command(
    name = "towpath",
    headerHeading = "Examples:%n" + "  towpath demo%n" + "  towpath status -e staging%n%n",
    header = "Towpath runs database releases on PostgreSQL.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "%nMore: 'towpath help COMMAND', 'towpath help exit-codes',",
      "'towpath help environment'."
    },
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      NewCommand.class,
      CheckCommand.class,
      StatusCommand.class,
      RehearseCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      UndoCommand.class,
      FreezeCommand.class,
      ThawCommand.class,
      RollbackCommand.class,
      VerifyCommand.class,
      ReleaseCommand.class,
      WorkerCommand.class,
      PersonCommand.class,
      RoleCommand.class,
      ServeCommand.class,
      DriftCommand.class,
      BackupCommand.class,
      LedgerCommand.class,
      ControlCommand.class,
      CatalogCommand.class,
      TypesCommand.class,
      ExplainCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
final class Towpath {
  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Work on the project in this folder.")
  Path directory = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "text, json, markdown, sarif, junit or github.")
  Format output = Format.TEXT;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto, always or never.")
  Color color = Color.AUTO;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Also print the details that a report of a fault needs.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  boolean version;

  /// Whether this line is a step of a release, and not typed by a person.
  boolean withinRelease;
}
