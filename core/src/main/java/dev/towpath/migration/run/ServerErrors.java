package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.sql.Script;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/// What a server says about a failure, as a problem for a person.
final class ServerErrors {
  /// Nothing was lost but time: the same transaction may run again.
  private static final Set<String> GIVES_WAY = Set.of("55P03", "40P01", "40001");

  /// The server ends sessions: by a person, by a crash, at its own end.
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  /// How a server says that its machine lacks the files of an extension.
  private static final Pattern NO_EXTENSION =
      Pattern.compile("extension \"([^\"]+)\" is not available");

  private ServerErrors() {}

  /// Whether others stood in the way, so that another attempt may succeed.
  static boolean givesWay(SQLException failure) {
    return GIVES_WAY.contains(state(failure));
  }

  /// Whether the session is gone, so that the fate of what it did last must be looked up.
  static boolean lost(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08") || ENDED.contains(state);
  }

  /// The words for a reader of progress lines: `lock timeout`, `deadlock`, `conflict`.
  static String reason(SQLException failure) {
    return switch (state(failure)) {
      case "55P03" -> "another session holds a lock";
      case "40P01" -> "a deadlock with another session";
      default -> "a conflict with another session";
    };
  }

  /// The problem of a statement, or of our own bookkeeping if there is none.
  static Problem problem(Failure failure, Source script) {
    return kind(failure.reason())
        .at(
            failure
                .statement()
                .map(each -> where(failure, script, each))
                .orElse(Location.file(script.file())))
        .because(why(failure.reason(), failure.statement()));
  }

  /// The problem of something that is in no script.
  static Problem outside(SQLException failure, String what) {
    Problem kind = kind(failure);
    Problem said =
        kind.code().equals("statement-failed")
            ? Problem.of("history-unusable", Exit.UNREACHABLE, what).next("See towpath doctor.")
            : kind;
    return said.because(why(failure, Optional.empty()));
  }

  private static Problem kind(SQLException failure) {
    if (lost(failure)) {
      return Problem.of("connection-lost", Exit.STOPPED, "The connection to the server was lost.")
          .next("See that the server runs, look with towpath status, and run again.");
    }
    return switch (state(failure)) {
      case "55P03", "40P01", "40001" ->
          Problem.of(
                  "lock-timeout",
                  Exit.UNCHANGED,
                  "Another session held a lock for longer than this run waits.")
              .next("Let that session end, or end it, and run again.");
      case "57014" ->
          Problem.of(
                  "statement-timeout",
                  Exit.UNCHANGED,
                  "A statement was cancelled, by its statement_timeout or by a person.")
              .next("Raise the environment's statement-timeout or split the work; run again.");
      case "42501" ->
          Problem.of(
                  "permission-denied",
                  Exit.UNREACHABLE,
                  "The role of this connection is not allowed to do that.")
              .next("Connect with the role that owns the objects, or grant it the right.");
      case "53100", "53400", "58030" ->
          Problem.of("disk-full", Exit.UNCHANGED, "The server ran out of space.")
              .next("Make room on the server's disk, or raise its limit, and run again.");
      case "0A000" -> missing(failure).orElseGet(ServerErrors::refused);
      default -> refused();
    };
  }

  private static Optional<Problem> missing(SQLException failure) {
    Matcher extension = NO_EXTENSION.matcher(String.valueOf(failure.getMessage()));
    return extension.find()
        ? Optional.of(
            Problem.of(
                    "extension-missing",
                    Exit.UNCHANGED,
                    "The server has no extension " + extension.group(1) + ".")
                .next("Install it there, or run on a server that has it: -e postgresql://..."))
        : Optional.empty();
  }

  private static Problem refused() {
    return Problem.of("statement-failed", Exit.UNCHANGED, "The server refused a statement.")
        .next("Mend the file and run again.");
  }

  private static Location where(Failure failure, Source script, PlannedStatement statement) {
    int position =
        server(failure.reason()).map(ServerErrorMessage::getPosition).orElse(0) - failure.shift();
    if (position <= 0) {
      return statement.where();
    }
    String sql = statement.sql();
    int points = Math.min(position - 1, sql.codePointCount(0, sql.length()));
    int offset = statement.offset() + sql.offsetByCodePoints(0, points);
    return new Location(script.file(), Script.of(script.text(), script.section()).position(offset));
  }

  private static String why(SQLException failure, Optional<PlannedStatement> statement) {
    return Stream.concat(
            said(failure),
            Stream.of(
                statement
                    .map(each -> "Statement " + (each.index() + 1) + ": " + each.brief())
                    .orElse("This was in none of the script's statements.")))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> said(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    Optional<ServerErrorMessage> server = server(failure);
    if (server.isEmpty()) {
      return Stream.of(message);
    }
    ServerErrorMessage error = server.get();
    return Stream.of(
            Optional.of("SQLSTATE " + state(failure) + ": " + error.getMessage()),
            Optional.ofNullable(error.getDetail()).map(text -> "Detail: " + text),
            Optional.ofNullable(error.getHint()).map(text -> "Hint: " + text),
            Optional.ofNullable(error.getWhere()).map(text -> "Context: " + text))
        .flatMap(Optional::stream);
  }

  private static Optional<ServerErrorMessage> server(SQLException failure) {
    return failure instanceof PSQLException psql
        ? Optional.ofNullable(psql.getServerErrorMessage())
        : Optional.empty();
  }

  static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  /// In one line, for a table: `42601 syntax error at or near "x"`.
  static String brief(SQLException failure) {
    return state(failure)
        + " "
        + server(failure).map(ServerErrorMessage::getMessage).orElse(failure.getMessage());
  }

  static RunEvent notice(PlannedStatement statement, SQLWarning warning) {
    ServerErrorMessage message =
        warning instanceof PSQLWarning psql ? psql.getServerErrorMessage() : null;
    String severity = message == null ? "NOTICE" : String.valueOf(message.getSeverity());
    String text = message == null ? warning.getMessage() : message.getMessage();
    return new RunEvent.Notice(statement, severity, String.valueOf(text));
  }
}
