package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a text into statements where psql does: at a semicolon outside quotes, comments,
/// parentheses and `BEGIN ATOMIC` bodies; with the rows of `COPY ... FROM stdin` on the lines
/// behind it.
///
/// One thing is the server's way, not psql's: the part of an `E''` string that goes on in the
/// next line still knows backslashes.
///
/// Where something is never closed, psql would send everything up to the end as one statement.
/// Here that statement is in error up to the next line that ends with a semicolon, and the rest
/// is read on.
final class Splitter {
  /// How many characters may be read a second time after errors, before the rest is given up as
  /// one statement: keeps the time linear for a text that is all errors.
  private static final long REREAD_LIMIT = 64L << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int NO_ROWS = -1;

  private final String text;
  private final int limit;
  private final boolean strange;
  private final List<Statement> found = new ArrayList<>();
  private long reread;

  /// Where the rows of the next `COPY` begin, while the rest of a `COPY`'s own line is cut.
  private int rows = NO_ROWS;

  private Splitter(String text, int limit) {
    this.text = text;
    this.limit = limit;
    strange = Strangers.first(text, 0, text.length()) >= 0;
  }

  static List<Statement> split(String text, Span section) {
    boolean marked = section.start() == 0 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    Splitter splitter = new Splitter(text, section.end());
    splitter.cut(marked ? 1 : section.start(), section.end());
    return List.copyOf(splitter.found);
  }

  private void cut(int from, int to) {
    Lexer lexer = new Lexer(text, from, to);
    Draft draft = new Draft(true);
    while (lexer.next() != Kind.END || !draft.isEmpty()) {
      draft = step(lexer, draft, to);
    }
  }

  /// Takes one unit, and gives the draft to go on with.
  private Draft step(Lexer lexer, Draft draft, int to) {
    return switch (lexer.kind()) {
      case END -> atEnd(lexer, draft, to);
      case UNTERMINATED -> unterminated(lexer, draft, to);
      case BACKSLASH -> backslash(lexer, draft, to);
      case COMMENT -> draft;
      case STRING, QUOTED_NAME -> {
        draft.suspect(lexer, lineWithSemicolon(lexer.start(), lexer.end()));
        yield draft.add(lexer);
      }
      case WORD, NUMBER, PARAMETER, OPERATOR -> draft.add(lexer);
      case PUNCTUATION ->
          lexer.is(';') && draft.isBalanced() ? finish(lexer, draft, to) : draft.add(lexer);
    };
  }

  private Draft finish(Lexer lexer, Draft draft, int to) {
    if (draft.isCopyFromStdin()) {
      finishCopy(lexer, draft, to);
    } else if (!draft.isEmpty()) {
      emit(draft, Optional.empty());
    }
    return new Draft(true);
  }

  /// The rows begin on the next line; what follows on the line of the `COPY` itself is run after
  /// them.
  private void finishCopy(Lexer lexer, Draft draft, int to) {
    if (rows != NO_ROWS) {
      emitWithRows(draft);
      return;
    }
    int lineEnd = lineEnd(lexer.start(), to);
    rows = Math.min(lineEnd + 1, to);
    emitWithRows(draft);
    cut(lexer.end(), lineEnd);
    lexer.moveTo(rows);
    rows = NO_ROWS;
  }

  private Draft atEnd(Lexer lexer, Draft draft, int to) {
    if (draft.isBalanced()) {
      if (to < limit) {
        draft.fail(
            "This statement begins on the line of a COPY ... FROM stdin and goes on behind its"
                + " rows.",
            draft.first());
      }
      return finish(lexer, draft, to);
    }
    if (draft.hasOpenParenthesis()) {
      draft.fail("This parenthesis is never closed.", draft.outermostParenthesis());
      return recover(lexer, draft, draft.outermostParenthesis(), to);
    }
    // BEGIN without END: `begin` was a name. The server cuts such a text at its semicolons.
    reread += to - draft.first();
    lexer.moveTo(draft.first());
    return new Draft(false);
  }

  private Draft unterminated(Lexer lexer, Draft draft, int to) {
    int opening = lexer.start();
    draft.fail(Strangers.unterminated(text, opening), opening);
    draft.include(opening, lexer.end());
    return recover(lexer, draft, draft.suspectOr(opening), to);
  }

  /// Gives up a statement up to the next line that ends with a semicolon, and goes on behind it.
  private Draft recover(Lexer lexer, Draft draft, int from, int to) {
    int semicolon = reread > REREAD_LIMIT ? to : Math.min(to, lineWithSemicolon(from, to));
    reread += lexer.end() - semicolon;
    draft.endAt(trimmed(draft.first(), semicolon));
    emit(draft, Optional.empty());
    lexer.moveTo(Math.min(semicolon + 1, to));
    return new Draft(true);
  }

  private Draft backslash(Lexer lexer, Draft draft, int to) {
    int at = lexer.start();
    int lineEnd = lineEnd(at, to);
    MetaCommand command = MetaCommand.at(text, at, lineEnd);
    if (command.isHarmless() && draft.isEmpty()) {
      lexer.moveTo(lineEnd);
      return draft;
    }
    boolean alone = draft.isEmpty();
    draft.fail(command.refusal(), at);
    draft.include(at, trimmed(at, command.end()));
    lexer.moveTo(command.end());
    if (!alone && !command.sendsStatement()) {
      return draft;
    }
    emit(draft, Optional.empty());
    if (command.isFollowedByRows()) {
      lexer.moveTo(RowLines.at(text, Math.min(lineEnd + 1, to), to).behind());
    }
    return new Draft(true);
  }

  private void emit(Draft draft, Optional<CopyData> copy) {
    Span span = new Span(draft.first(), draft.behind());
    if (strange) {
      int offset = Strangers.first(text, span.start(), span.end());
      if (offset >= 0) {
        draft.fail(Strangers.refusal(text.charAt(offset)), offset);
      }
    }
    found.add(new Statement(found.size(), span, span.in(text), copy, draft.error()));
  }

  private void emitWithRows(Draft draft) {
    RowLines lines = RowLines.at(text, rows, limit);
    rows = lines.behind();
    emit(draft, Optional.of(new CopyData(lines.rows(), lines.rows().in(text))));
  }

  /// Where a semicolon stands that is the last character of its line but for white space; `to` if
  /// none.
  private int lineWithSemicolon(int from, int to) {
    int semicolon = text.indexOf(';', from, to);
    while (semicolon >= 0) {
      int i = semicolon + 1;
      while (i < to && text.charAt(i) != '\n' && Lexer.isSpace(text.charAt(i))) {
        i++;
      }
      if (i == to || text.charAt(i) == '\n') {
        return semicolon;
      }
      semicolon = text.indexOf(';', i, to);
    }
    return to;
  }

  private int lineEnd(int from, int to) {
    int newline = text.indexOf('\n', from, to);
    return newline < 0 ? to : newline;
  }

  private int trimmed(int from, int to) {
    int end = to;
    while (end > from && Lexer.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
