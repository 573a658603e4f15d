package dev.towpath.cli;

import dev.towpath.problem.Problem;
import dev.towpath.problem.Secrets;
import dev.towpath.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// How this command line began, so that a command that is offered next works as it is typed there:
/// the same program, the same project, the same target.
final class Invocation {
  private static final Pattern SAFE = Pattern.compile("[\\w./:@%+=,-]+");

  private final String program;
  private final String folder;
  private final Optional<String> environment;
  private final Map<String, CommandLine> commands;
  private final Pattern offered;

  /// @param chosen the command of this line
  Invocation(String program, Towpath options, CommandLine chosen) {
    this.program = quoted(program);
    this.folder = options.directory.toString();
    this.environment = environment(chosen);
    this.commands = new LinkedHashMap<>();
    below("", chosen.getCommandSpec().root().commandLine(), commands);
    this.offered =
        Pattern.compile(
            commands.keySet().stream()
                .collect(Collectors.joining("|", "(?<![\\w./-])towpath (?:(?=-)|(", ")\\b)")));
  }

  /// Every command by its words; `catalog diff` stands before `catalog`.
  private static void below(String words, CommandLine parent, Map<String, CommandLine> commands) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              below(words + name + " ", command, commands);
              commands.put(words + name, command);
            });
  }

  private static Optional<String> environment(CommandLine chosen) {
    @Nullable ParseResult parsed = chosen.getParseResult();
    return parsed != null && parsed.hasMatchedOption("-e")
        ? Optional.ofNullable(parsed.matchedOptionValue("-e", null))
        : Optional.empty();
  }

  /// The same report, with its commands as they have to be typed.
  Report in(Report report) {
    return new Report(
        report.kind(),
        report.exit(),
        report.data(),
        report.blocks(),
        report.findings().stream().map(finding -> finding.help(in(finding.help()))).toList(),
        report.problem().map(this::in),
        report.summary(),
        in(report.next()));
  }

  Problem in(Problem problem) {
    return problem.next(in(problem.next()));
  }

  private String in(String text) {
    return offered
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(begun(found, rest(text, found.end()))));
  }

  /// The words of an offered command behind its name, and what stands there of the sentence.
  private static String rest(String text, int start) {
    int next = text.indexOf("towpath ", start);
    return text.substring(start, next < 0 ? text.length() : next);
  }

  private String begun(MatchResult found, String rest) {
    CommandLine command = commands.get(found.group(1));
    if (command == null) {
      return program + " ";
    }
    boolean project = !folder.isEmpty() && isOfProject(command);
    boolean target =
        environment.isPresent()
            && command.getCommandSpec().findOption("-e") != null
            && !rest.contains(" -e ");
    return program
        + (project ? " -C " + quoted(folder) : "")
        + (" " + found.group(1))
        + (target ? " -e " + named(environment.orElseThrow()) : "");
  }

  private static boolean isOfProject(CommandLine command) {
    Object task = command.getCommandSpec().userObject();
    return task instanceof ProjectTask || task instanceof InitCommand;
  }

  /// A password is never repeated: its URL is left for the person to write.
  private static String named(String environment) {
    return Secrets.hidden(environment).equals(environment) ? quoted(environment) : "URL";
  }

  /// As a shell takes it for one word.
  private static String quoted(String word) {
    return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
