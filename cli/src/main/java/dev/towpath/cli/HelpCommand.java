package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `towpath help`: a command's help, or a page about what all commands share.
@Command(
    name = "help",
    headerHeading = "Examples:%n  towpath help apply%n  towpath help exit-codes%n%n",
    header = "Prints the help of a command or of a topic: exit-codes, environment.",
    synopsisHeading = "%nUsage: ")
final class HelpCommand implements Task {
  private static final String EXIT_CODES =
      """
      Exit codes

        0    All is well.
        1    A check or a gate says no.
        2    The command line or a file of the project is wrong.
        3    It failed; the target is unchanged, or was restored.
        4    It stopped half-way, and a person is needed.
        5    The target can't be reached, or doesn't allow it.
        70   A fault of Towpath itself.
        130  The user interrupted it.
      """;

  private static final String ENVIRONMENT =
      """
      Environment variables

        JAVA_HOME          The JDK 25 to run on; otherwise the usual places are searched.
        XDG_CACHE_HOME     Where unpacked PostgreSQL servers and start-up caches are kept;
                           ~/.cache by default. Safe to delete.
        XDG_STATE_HOME     Where the details of a fault are saved, and the control database of this
                           machine; ~/.local/state by default. Not to be deleted.
        XDG_CONFIG_HOME    Where the key is kept that signs the ledger's checkpoints;
                           ~/.config by default.
        TOWPATH_CONTROL_URL
                           The control database that many share; commands tell its ledger what
                           they do.
        TOWPATH_PERSON     Who you are, where releases, people and roles are spoken of; at a
                           terminal it is asked for.
        TOWPATH_PASSWORD_FILE, TOWPATH_PASSWORD
                           Your password, in a file or itself, where nobody is at a terminal; with
                           TOWPATH_NEW_PASSWORD_FILE, TOWPATH_NEW_PASSWORD for a new one.
        TOWPATH_SERVE_TOKEN
                           What requests to 'towpath serve' show; required beyond this machine.
        NO_COLOR           Set to anything: no colours.
        CLICOLOR_FORCE     Set to 1: colours also in files and pipes.
        PGHOST, PGPORT, PGUSER, PGPASSWORD, PGPASSFILE, PGSSLMODE and the others of libpq
                           Fill in what a database's URL leaves out.
        Any other          ${NAME} in towpath.yaml stands for the variable NAME.
      """;

  @Spec CommandSpec spec;

  @Parameters(arity = "0..2", paramLabel = "TOPIC", description = "A command or a topic.")
  List<String> topics = List.of();

  @Override
  public Report run(Wiring wiring) {
    String text = text();
    return Report.of("help").data("text", text).block(new Block.Verbatim(text));
  }

  private String text() {
    CommandLine root = spec.root().commandLine();
    if (topics.isEmpty()) {
      return root.getUsageMessage();
    }
    String topic = topics.getFirst();
    if (topic.equals("exit-codes")) {
      return EXIT_CODES;
    }
    if (topic.equals("environment")) {
      return ENVIRONMENT;
    }
    CommandLine command = root;
    for (String word : topics) {
      command = subcommand(command, word);
    }
    return command.getUsageMessage();
  }

  private static CommandLine subcommand(CommandLine command, String word) {
    CommandLine found = command.getSubcommands().get(word);
    if (found == null) {
      throw Problem.of("usage", Exit.USAGE, "There is no help about '" + word + "'.")
          .next(Nearest.hint(word, known(command)))
          .exception();
    }
    return found;
  }

  private static List<String> known(CommandLine command) {
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    if (command.getParent() == null) {
      known.add("exit-codes");
      known.add("environment");
    }
    return known;
  }
}
