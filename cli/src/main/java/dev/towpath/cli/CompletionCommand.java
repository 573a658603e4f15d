package dev.towpath.cli;

import dev.towpath.report.Block;
import dev.towpath.report.Report;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `towpath completion`: a script that makes bash and zsh complete commands and options.
@Command(
    name = "completion",
    headerHeading =
        "Examples:%n"
            + "  source <(towpath completion)%n"
            + "  towpath completion > ~/.local/share/bash-completion/completions/towpath%n%n",
    header = "Prints a completion script for bash and zsh.",
    synopsisHeading = "%nUsage: ")
final class CompletionCommand implements Task {
  @Spec CommandSpec spec;

  @Override
  public Report run(Wiring wiring) {
    String script = AutoComplete.bash("towpath", spec.root().commandLine());
    return Report.of("completion").data("script", script).block(new Block.Verbatim(script));
  }
}
