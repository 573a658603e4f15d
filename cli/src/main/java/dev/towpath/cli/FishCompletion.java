package dev.towpath.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The commands and options as a script of completions for fish.
final class FishCompletion {
  private static final String PROGRAM = "complete -c towpath";

  private FishCompletion() {}

  static String of(CommandLine root) {
    String names = String.join(" ", root.getSubcommands().keySet());
    String none = " -n 'not __fish_seen_subcommand_from " + names + "'";
    Stream<String> all =
        Stream.of(
                Stream.of("# Completions of towpath for fish.", PROGRAM + " -f"),
                root.getSubcommands().entrySet().stream()
                    .map(each -> command(none, each.getKey(), each.getValue())),
                options(none, root),
                Stream.of(
                    PROGRAM + seen("help") + " -a '" + names + " exit-codes environment'",
                    PROGRAM + seen("completion") + " -a 'bash zsh fish'"),
                root.getSubcommands().entrySet().stream()
                    .flatMap(each -> below(each.getKey(), each.getValue())))
            .flatMap(lines -> lines);
    return all.collect(Collectors.joining("\n", "", "\n"));
  }

  /// The options of a command, or of the commands below it.
  private static Stream<String> below(String name, CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return options(seen(name), command);
    }
    String names = String.join(" ", command.getSubcommands().keySet());
    String none =
        seen(name).replaceFirst("'$", "; and not __fish_seen_subcommand_from " + names + "'");
    return command.getSubcommands().entrySet().stream()
        .flatMap(
            each -> {
              String both =
                  seen(name)
                      .replaceFirst(
                          "'$", "; and __fish_seen_subcommand_from " + each.getKey() + "'");
              return Stream.concat(
                  Stream.of(command(none, each.getKey(), each.getValue())),
                  options(both, each.getValue()));
            });
  }

  private static String seen(String command) {
    return " -n '__fish_seen_subcommand_from " + command + "'";
  }

  private static String command(String when, String name, CommandLine command) {
    String[] header = command.getCommandSpec().usageMessage().header();
    return PROGRAM + when + " -a " + name + " -d " + quoted(String.join(" ", header));
  }

  private static Stream<String> options(String when, CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(option -> PROGRAM + when + names(option) + values(option) + described(option));
  }

  private static String names(OptionSpec option) {
    return Stream.of(option.names())
        .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1))
        .collect(Collectors.joining());
  }

  /// What may stand behind an option: one of its words, a folder, or anything that is no file.
  private static String values(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (option.type().isEnum()) {
      String words =
          Stream.of(option.type().getEnumConstants())
              .map(word -> word.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      return " -x -a '" + words + "'";
    }
    return List.of(option.names()).contains("-C")
        ? " -x -a '(__fish_complete_directories)'"
        : " -x";
  }

  private static String described(OptionSpec option) {
    return " -d " + quoted(String.join(" ", option.description()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
