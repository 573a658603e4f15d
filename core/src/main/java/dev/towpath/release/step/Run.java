package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.config.ProjectPath;
import dev.towpath.process.ShellCommand;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `run`: a command of the project's own.
public final class Run implements StepKind {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Override
  public String word() {
    return "run";
  }

  @Override
  public String sentence() {
    return "Runs a command in the project's folder; any exit code but 0 stops the release.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.text()
          .map(
              command ->
                  new CommandRun(
                      command(command), command, Optional.empty(), Optional.empty(), false));
    }
    return text.mapping().flatMap(mapping -> read(text, mapping));
  }

  private static Optional<Step> read(StepText text, Mapping mapping) {
    Optional<String> shell = mapping.text("command").map(ScalarNode::getValue);
    List<String> argv = mapping.texts("argv").stream().map(ScalarNode::getValue).toList();
    requireOne(text, mapping);
    String folder =
        mapping.text("in", ProjectPath.FORM, ProjectPath.HELP).map(ScalarNode::getValue).orElse("");
    Duration limit =
        mapping
            .text("limit", DurationWord.FORM, DurationWord.HELP)
            .map(ScalarNode::getValue)
            .flatMap(DurationWord::read)
            .orElse(LIMIT);
    Optional<String> undo = mapping.text("undo").map(ScalarNode::getValue);
    Optional<String> inspect = mapping.text("inspect").map(ScalarNode::getValue);
    boolean changesNothing = text.changesNothing(mapping);
    mapping.end();
    List<String> words = shell.map(ShellCommand::shell).orElse(argv);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    CommandText command = new CommandText(words, folder, limit);
    return Optional.of(
        new CommandRun(
            command,
            shell.orElseGet(() -> String.join(" ", argv)),
            undo.map(each -> new CommandText(ShellCommand.shell(each), folder, limit)),
            inspect.map(each -> new CommandText(ShellCommand.shell(each), folder, limit)),
            changesNothing));
  }

  private static void requireOne(StepText text, Mapping mapping) {
    if (mapping.has("command") && mapping.has("argv")) {
      text.faults()
          .badValue(
              mapping.node(),
              "This runs two commands.",
              "Keep 'command', which the shell reads, or 'argv', which it doesn't.");
    } else if (!mapping.has("command") && !mapping.has("argv")) {
      text.faults().missing(mapping.node(), "command", "There is no command to run.");
    }
  }

  private static CommandText command(String shell) {
    return new CommandText(ShellCommand.shell(shell), "", LIMIT);
  }

  /// @param inspect ends with 0 if an interrupted one was done after all
  private record CommandRun(
      CommandText command,
      String text,
      Optional<CommandText> undo,
      Optional<CommandText> inspect,
      boolean changesNothing)
      implements Step {
    @Override
    public String does() {
      return "runs " + text;
    }

    @Override
    public AfterCrash afterCrash() {
      if (changesNothing) {
        return AfterCrash.REPEAT;
      }
      return inspect.isPresent() ? AfterCrash.INSPECT : AfterCrash.ASK;
    }

    @Override
    public WayBack wayBack() {
      if (changesNothing) {
        return new WayBack.NotNeeded();
      }
      return undo.<WayBack>map(each -> new WayBack.By("runs " + each.words().getLast()))
          .orElse(new WayBack.None("nobody said what it changes: 'undo', or 'changes: nothing'"));
    }

    @Override
    public void endLeftovers(StepContext context) {
      StepCommand.endLeftovers(context);
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      return StepCommand.run(context, command, "run");
    }

    @Override
    public boolean isDone(StepContext context) throws InterruptedException {
      return StepCommand.run(context, inspect.orElseThrow(), "inspect") instanceof StepResult.Done;
    }

    @Override
    public StepResult undo(StepContext context) throws InterruptedException {
      return StepCommand.run(context, undo.orElseThrow(), "undo");
    }
  }
}
