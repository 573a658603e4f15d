package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The use of a statement by its words alone.
final class LexicalUse {
  private static final int WORDS = 40;

  private LexicalUse() {}

  static TransactionUse of(String sql) {
    List<String> words = words(sql);
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release" ->
          TransactionUse.CONTROL;
      case "prepare" -> controlIf(second(words, "transaction"));
      case "vacuum" -> TransactionUse.ALONE;
      case "create", "drop" ->
          aloneIf(
              words.contains("concurrently")
                  || second(words, "database", "tablespace", "subscription"));
      case "reindex" ->
          aloneIf(
              words.contains("concurrently") || contains(words, "schema", "database", "system"));
      case "alter" -> aloneIf(second(words, "system") || isAloneAlter(words));
      case "cluster" ->
          aloneIf(words.size() == 1 || (second(words, "verbose") && words.size() == 2));
      case "discard" -> aloneIf(second(words, "all"));
      default -> TransactionUse.INSIDE;
    };
  }

  private static boolean isAloneAlter(List<String> words) {
    return (second(words, "table") && words.contains("detach") && words.contains("concurrently"))
        || (second(words, "database") && words.contains("tablespace"));
  }

  private static boolean second(List<String> words, String... any) {
    return words.size() > 1 && List.of(any).contains(words.get(1));
  }

  private static boolean contains(List<String> words, String... any) {
    return List.of(any).stream().anyMatch(words::contains);
  }

  private static TransactionUse aloneIf(boolean alone) {
    return alone ? TransactionUse.ALONE : TransactionUse.INSIDE;
  }

  private static TransactionUse controlIf(boolean control) {
    return control ? TransactionUse.CONTROL : TransactionUse.INSIDE;
  }

  private static List<String> words(String sql) {
    List<String> words = new ArrayList<>();
    Lexer lexer = new Lexer(sql, 0, sql.length());
    while (words.size() < WORDS && lexer.next() != Kind.END) {
      if (lexer.kind() == Kind.WORD) {
        words.add(lexer.image().toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
