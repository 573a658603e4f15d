package dev.towpath.migration.run;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script's own transaction command asks for.
sealed interface TransactionWords {
  /// `BEGIN` or `START TRANSACTION`, with its modes.
  record Opens(String modes) implements TransactionWords {}

  /// `COMMIT` or `END`.
  record Closes() implements TransactionWords {}

  /// `SAVEPOINT`, `RELEASE`, `ROLLBACK TO`: it stays in its transaction.
  record Stays() implements TransactionWords {}

  /// Anything else, as `ROLLBACK`, `COMMIT AND CHAIN`, `PREPARE TRANSACTION`.
  record Other() implements TransactionWords {}

  /// The command of a statement that controls transactions.
  static TransactionWords of(String sql) {
    String words = Patterns.NOISE.matcher(sql).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    Matcher opens = Patterns.OPENS.matcher(words);
    if (opens.matches()) {
      return new Opens(Optional.ofNullable(opens.group("modes")).orElse(""));
    }
    if (Patterns.CLOSES.matcher(words).matches()) {
      return new Closes();
    }
    return Patterns.STAYS.matcher(words).lookingAt() ? new Stays() : new Other();
  }

  /// The shapes of the commands, without comments and in lower case.
  final class Patterns {
    private static final Pattern NOISE = Pattern.compile("(?s)/\\*.*?\\*/|--[^\\n]*");
    private static final Pattern OPENS =
        Pattern.compile(
            "(?s)(?:begin(?:\\s+(?:work|transaction))?|start\\s+transaction)(?:\\s+(?<modes>.+))?");
    private static final Pattern CLOSES =
        Pattern.compile("(?:commit|end)(?:\\s+(?:work|transaction))?(?:\\s+and\\s+no\\s+chain)?");
    private static final Pattern STAYS =
        Pattern.compile("savepoint\\b|release\\b|rollback\\s+(?:(?:work|transaction)\\s+)?to\\b");

    private Patterns() {}
  }
}
