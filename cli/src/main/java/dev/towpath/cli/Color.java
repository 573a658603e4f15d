package dev.towpath.cli;

import java.util.Map;

/// The words of `--color`.
enum Color {
  AUTO,
  ALWAYS,
  NEVER;

  /// Whether to write colours. The environment's `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR` are
  /// the user's wish for all programs; the option is the wish for this one, and comes first.
  boolean wanted(boolean terminal, Map<String, String> variables) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        if (!variables.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        if (!variables.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
          yield true;
        }
        boolean dumb = variables.getOrDefault("TERM", "").equals("dumb");
        yield terminal && !dumb && !variables.getOrDefault("CLICOLOR", "1").equals("0");
      }
    };
  }
}
