package dev.towpath.cli;

import dev.towpath.report.Block;
import dev.towpath.report.Report;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `towpath completion`: a script that makes a shell complete commands and options.
@Command(
    name = "completion",
    headerHeading =
        "Examples:%n"
            + "  source <(towpath completion bash)%n"
            + "  towpath completion fish > ~/.config/fish/completions/towpath.fish%n%n",
    header = "Prints a completion script for bash, zsh or fish.",
    synopsisHeading = "%nUsage: ")
final class CompletionCommand implements Task {
  /// The shells; zsh takes the script of bash.
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash, zsh or fish; by default bash.")
  Shell shell = Shell.BASH;

  @Override
  public Report run(Wiring wiring) {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          case BASH, ZSH -> AutoComplete.bash("towpath", root);
          case FISH -> FishCompletion.of(root);
        };
    return Report.of("completion").data("script", script).block(new Block.Verbatim(script));
  }
}
