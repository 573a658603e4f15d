package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that can't be understood, as a problem with the nearest match.
final class Misuse {
  private Misuse() {}

  static Problem problem(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    String help = "See '" + command.getCommandSpec().qualifiedName() + " --help'.";
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      return unknown(command, word, help);
    }
    if (fault.getArgSpec() instanceof OptionSpec option
        && option.type().isEnum()
        && fault.getValue() != null) {
      return wrongWord(option, fault.getValue(), help);
    }
    return usage(String.valueOf(fault.getMessage())).next(help);
  }

  private static Problem wrongWord(OptionSpec option, String word, String help) {
    List<String> known =
        Stream.of(option.type().getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .toList();
    return usage("There is no " + option.longestName() + " '" + word + "'.")
        .next(join(Nearest.hint(word, known) + " ", help));
  }

  private static Problem unknown(CommandLine command, String word, String help) {
    if (word.startsWith("-")) {
      String option = word.replaceFirst("=.*", "");
      return usage("There is no option '" + option + "'.")
          .next(join(guess(option, options(command)), help));
    }
    if (!command.getSubcommands().isEmpty()) {
      List<String> names = List.copyOf(command.getSubcommands().keySet());
      return usage("There is no command '" + word + "'.").next(join(guess(word, names), help));
    }
    return usage("'" + word + "' is one word too many.").next(help);
  }

  static Problem usage(String what) {
    return Problem.of("usage", Exit.USAGE, what);
  }

  /// What an option says, which is more than blanks.
  static String said(String option, String text) {
    if (text.isBlank()) {
      throw usage(option + " says nothing.")
          .leaving("Nothing was read or changed.")
          .next("Write behind it what is to stand in the record.")
          .exception();
    }
    return text.strip();
  }

  /// Two options that exclude each other.
  static ProblemException onlyOneOf(String one, String other) {
    return usage("Only one of " + one + " and " + other + " can be given.")
        .leaving("Nothing was read or changed.")
        .next("Leave one of them away.")
        .exception();
  }

  private static String guess(String word, List<String> known) {
    return Nearest.to(word, known).map(near -> "Did you mean '" + near + "'? ").orElse("");
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .toList();
  }

  private static String join(String guess, String help) {
    return guess + help;
  }
}
