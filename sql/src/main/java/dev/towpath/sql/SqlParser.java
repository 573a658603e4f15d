package dev.towpath.sql;

import dev.towpath.sql.grammar.Answer;
import dev.towpath.sql.grammar.Grammar;
import dev.towpath.sql.syntax.Offsets;
import dev.towpath.sql.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// PostgreSQL 18's own parser. Thread-safe; the work is done on a few threads of its own, which
/// end by themselves. Nothing that is given to it ends the program: what can't be parsed is a
/// failure.
public final class SqlParser {
  private SqlParser() {}

  /// Parses one statement; a semicolon at its end is allowed.
  public static Parse parse(String sql) {
    return parse(sql, SyntaxTree::read, SqlParser::single, failure -> failure);
  }

  /// What is wrong with a statement, if anything is. Costs less than its tree.
  public static Optional<Parse.Failure> mistake(String sql) {
    return SqlParser.<Boolean, Optional<Parse.Failure>>parse(
        sql, (json, offsets) -> true, fine -> Optional.empty(), Optional::of);
  }

  /// Does work that parses many statements on one of the parser's threads, which saves a change of
  /// threads for each. It fails after ten minutes. Never hand over much at a time.
  public static <T> CompletableFuture<T> hand(Supplier<T> work) {
    return Grammar.hand(work);
  }

  private static <T, R> R parse(
      String sql,
      BiFunction<byte[], Offsets, T> reader,
      Function<T, R> result,
      Function<Parse.Failure, R> failed) {
    int stranger = Strangers.first(sql, 0, sql.length());
    if (stranger >= 0) {
      return failed.apply(new Parse.Failure(Strangers.refusal(sql.charAt(stranger)), stranger));
    }
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    Offsets offsets = new Offsets(sql, utf8.length);
    return switch (Grammar.parse(utf8, json -> reader.apply(json, offsets))) {
      case Answer.Tree<T>(T tree) -> result.apply(tree);
      case Answer.Mistake<T>(String message, int position) ->
          failed.apply(new Parse.Failure(message, offsets.utf16OfPosition(position)));
      case Answer.GivenUp<T>(String reason) ->
          failed.apply(new Parse.Failure("The statement can't be parsed: " + reason + ".", 0));
    };
  }

  private static Parse single(SyntaxTree tree) {
    return switch (tree.statements().size()) {
      case 0 -> new Parse.Failure("There is no statement here.", 0);
      case 1 -> new Parse.Tree(tree.statements().getFirst().node());
      default ->
          new Parse.Failure(
              "Several statements stand here; cut the script into statements first.",
              tree.statements().get(1).offset());
    };
  }
}
