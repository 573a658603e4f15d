package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.Optional;

/// A statement while it is being read: where it began, what is open in it, and what is wrong.
///
/// psql finds the end of a routine's `BEGIN ATOMIC` body by counting words: only in a statement
/// that begins with `CREATE [OR REPLACE] FUNCTION` or `PROCEDURE`, and only outside parentheses,
/// `begin` opens, `case` opens within, `end` closes. This is the same count.
final class Draft {
  private static final int NOWHERE = -1;

  private final boolean countsBlocks;
  private int first = NOWHERE;
  private int behind;
  private int units;
  private int parentheses;
  private int outermost = NOWHERE;
  private int blocks;
  private Routine routine = Routine.START;
  private boolean copy;
  private boolean afterFrom;
  private boolean fromStdin;
  private int suspect = NOWHERE;
  private Optional<ScriptError> error = Optional.empty();

  /// How far the first words go along `CREATE [OR REPLACE] {FUNCTION | PROCEDURE}`.
  private enum Routine {
    START,
    CREATE,
    OR,
    REPLACE,
    YES,
    NO
  }

  Draft(boolean countsBlocks) {
    this.countsBlocks = countsBlocks;
  }

  boolean isEmpty() {
    return first == NOWHERE;
  }

  /// Whether a semicolon here ends the statement.
  boolean isBalanced() {
    return parentheses == 0 && blocks == 0;
  }

  boolean hasOpenParenthesis() {
    return parentheses > 0;
  }

  /// Where the outermost parenthesis that is still open stands.
  int outermostParenthesis() {
    return outermost;
  }

  boolean isCopyFromStdin() {
    return fromStdin;
  }

  int first() {
    return first;
  }

  int behind() {
    return behind;
  }

  Optional<ScriptError> error() {
    return error;
  }

  void fail(String message, int offset) {
    if (error.isEmpty()) {
      error = Optional.of(new ScriptError(message, offset));
    }
  }

  /// Takes a stretch of text that is no SQL.
  void include(int from, int to) {
    first = isEmpty() ? from : first;
    behind = to;
  }

  void endAt(int offset) {
    behind = offset;
  }

  /// Takes a unit of SQL.
  Draft add(Lexer unit) {
    include(unit.start(), unit.end());
    if (unit.is('(')) {
      outermost = parentheses++ == 0 ? unit.start() : outermost;
    } else if (unit.is(')') && parentheses > 0) {
      parentheses--;
    }
    watchCopy(unit);
    if (unit.kind() == Kind.WORD && countsBlocks) {
      watchRoutine(unit);
    }
    units++;
    return this;
  }

  /// Remembers the first quoted unit over several lines, of which one ends with a semicolon: if a
  /// quote turns out to be missing later, it was most likely there.
  void suspect(Lexer unit, int lineWithSemicolon) {
    if (suspect == NOWHERE && lineWithSemicolon < unit.end()) {
      suspect = unit.start();
    }
  }

  /// Where to look for the end of the statement, when the unit at the offset never ends.
  int suspectOr(int offset) {
    return suspect == NOWHERE ? offset : suspect;
  }

  private void watchCopy(Lexer unit) {
    if (units == 0) {
      copy = unit.isWord("copy");
    } else if (copy && parentheses == 0) {
      fromStdin |= afterFrom && unit.isWord("stdin");
      afterFrom = unit.isWord("from");
    }
  }

  private void watchRoutine(Lexer word) {
    routine = follow(word);
    if (routine != Routine.YES || parentheses > 0) {
      return;
    }
    if (word.isWord("begin") || (blocks > 0 && word.isWord("case"))) {
      blocks++;
    } else if (blocks > 0 && word.isWord("end")) {
      blocks--;
    }
  }

  private Routine follow(Lexer word) {
    return switch (routine) {
      case START -> word.isWord("create") ? Routine.CREATE : Routine.NO;
      case CREATE -> word.isWord("or") ? Routine.OR : isRoutine(word) ? Routine.YES : Routine.NO;
      case OR -> word.isWord("replace") ? Routine.REPLACE : Routine.NO;
      case REPLACE -> isRoutine(word) ? Routine.YES : Routine.NO;
      case YES -> Routine.YES;
      case NO -> Routine.NO;
    };
  }

  private static boolean isRoutine(Lexer word) {
    return word.isWord("function") || word.isWord("procedure");
  }
}
