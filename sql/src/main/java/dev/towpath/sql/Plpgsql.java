package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the SQL statements in a body of PL/pgSQL, and in the `BEGIN ATOMIC` body of SQL.
///
/// Declarations, conditions, assignments and whatever else is PL/pgSQL's own is passed over. What a
/// part says of itself is what can be read: an `EXECUTE` of anything but a constant is unknown.
public final class Plpgsql {
  private static final Set<String> SQL =
      Set.of(
          "alter",
          "analyze",
          "call",
          "cluster",
          "comment",
          "copy",
          "create",
          "delete",
          "do",
          "drop",
          "grant",
          "import",
          "insert",
          "lock",
          "merge",
          "notify",
          "reassign",
          "refresh",
          "reindex",
          "reset",
          "revoke",
          "security",
          "select",
          "set",
          "truncate",
          "update",
          "vacuum",
          "with");

  private final String body;
  private final Lexer lexer;
  private final StringBuilder text;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();

  /// A stretch of a body that is SQL, with its span in the body.
  public sealed interface Part {
    Span span();

    /// A statement. Its text is as long as the span: what is PL/pgSQL in it, `PERFORM` and `INTO`,
    /// is replaced by as many characters.
    record Sql(Span span, String sql) implements Part {}

    /// An `EXECUTE` of a constant, whose value is the statement.
    record Constant(Span span, Quoted quoted) implements Part {}

    /// An `EXECUTE` whose statement is made at run time.
    record Dynamic(Span span) implements Part {}
  }

  private Plpgsql(String body) {
    this.body = body;
    this.lexer = new Lexer(body, 0, body.length());
    this.text = new StringBuilder(body);
  }

  /// The parts in their order. A body that isn't PL/pgSQL gives what looks like statements in it.
  public static List<Part> parts(String body) {
    return List.copyOf(read(body).parts);
  }

  /// What may be an expression between the statements: conditions, and what is assigned, returned
  /// and assigned to. Behind `SELECT` it may be SQL; some of it is not.
  public static List<String> expressions(String body) {
    return List.copyOf(read(body).expressions);
  }

  private static Plpgsql read(String body) {
    Plpgsql reader = new Plpgsql(body);
    while (Tokens.nextUnit(reader.lexer) != Kind.END) {
      reader.statement();
    }
    return reader;
  }

  /// Takes one statement, or the words before one. The lexer is on its first unit.
  private void statement() {
    if (lexer.isWord("declare")) {
      declarations();
    } else if (lexer.isWord("begin")) {
      atomic();
    } else if (lexer.isAnyWord(Set.of("if", "elsif", "elseif", "when", "exception", "case"))) {
      expression(lexer.end(), "then");
    } else if (lexer.isAnyWord(Set.of("while", "foreach"))) {
      expression(lexer.end(), "loop");
    } else if (lexer.isWord("for")) {
      loop();
    } else if (lexer.isAnyWord(Set.of("else", "loop"))) {
      return;
    } else if (lexer.isWord("return")) {
      returned();
    } else if (lexer.isWord("execute")) {
      execute();
    } else if (lexer.isWord("perform")) {
      sql(";", "SELECT ");
    } else if (lexer.isAnyWord(SQL)) {
      sql(";", "");
    } else if (lexer.kind() == Kind.OPERATOR && lexer.image().equals("<<")) {
      label();
    } else if (!lexer.is(';')) {
      expression(lexer.start(), ";");
    }
  }

  /// The word behind BEGIN of a body of SQL is no statement.
  private void atomic() {
    int behind = lexer.end();
    if (Tokens.nextUnit(lexer) == Kind.END || !lexer.isWord("atomic")) {
      lexer.moveTo(behind);
    }
  }

  private void label() {
    while (Tokens.nextUnit(lexer) != Kind.END
        && !(lexer.kind() == Kind.OPERATOR && lexer.image().equals(">>"))) {}
  }

  /// Each declaration ends with a semicolon; the one that begins with BEGIN is none.
  private void declarations() {
    while (Tokens.nextUnit(lexer) != Kind.END && !lexer.isWord("begin")) {
      expression(lexer.start(), ";");
    }
  }

  private void loop() {
    while (Tokens.nextUnit(lexer) != Kind.END && !lexer.isWord("in")) {
      if (lexer.is(';')) {
        return;
      }
    }
    int in = lexer.end();
    if (Tokens.nextUnit(lexer) == Kind.END) {
      return;
    }
    if (lexer.isAnyWord(SQL)) {
      sql("loop", "");
    } else if (lexer.isWord("execute")) {
      dynamic(lexer.start(), "loop");
    } else {
      lexer.moveTo(in);
      behind("loop");
    }
  }

  private void returned() {
    int behind = lexer.end();
    if (Tokens.nextUnit(lexer) == Kind.END || !lexer.isWord("query")) {
      lexer.moveTo(behind);
      expression(behind, ";");
    }
  }

  private void execute() {
    int start = lexer.start();
    int behind = lexer.end();
    Optional<Quoted> quoted = constant();
    lexer.moveTo(behind);
    if (quoted.isPresent()) {
      behind(";");
      parts.add(new Part.Constant(new Span(start, lexer.start()), quoted.get()));
    } else {
      dynamic(start, ";");
    }
  }

  /// The string behind EXECUTE if it is all there is, or all that a `format` has.
  private Optional<Quoted> constant() {
    Tokens.nextUnit(lexer);
    boolean format = lexer.isWord("format");
    if (format && (Tokens.nextUnit(lexer) == Kind.END || !lexer.is('('))) {
      return Optional.empty();
    }
    if (format) {
      Tokens.nextUnit(lexer);
    }
    if (lexer.kind() != Kind.STRING) {
      return Optional.empty();
    }
    Optional<Quoted> quoted = Quoted.read(body, lexer.start(), lexer.end());
    Tokens.nextUnit(lexer);
    if (format) {
      boolean closed = lexer.is(')');
      Tokens.nextUnit(lexer);
      quoted = quoted.filter(text -> closed && !text.value().contains("%"));
    }
    boolean ends =
        lexer.is(';') || lexer.kind() == Kind.END || lexer.isAnyWord(Set.of("into", "using"));
    return ends ? quoted : Optional.empty();
  }

  private void dynamic(int start, String end) {
    behind(end);
    parts.add(new Part.Dynamic(new Span(start, lexer.start())));
  }

  /// Passes over everything up to a semicolon or a word outside parentheses and CASE; a semicolon
  /// ends it in any case.
  private void behind(String end) {
    new Passage(lexer, text).to(end);
  }

  /// Passes over it too; what stands before `:=` counts by itself.
  private void expression(int from, String end) {
    behind(end);
    String passed = body.substring(from, Math.max(from, lexer.start()));
    int assigned = passed.indexOf(":=");
    if (assigned >= 0) {
      expressions.add(passed.substring(0, assigned).strip());
    }
    expressions.add(passed.substring(assigned < 0 ? 0 : assigned + 2).strip());
  }

  private void sql(String end, String instead) {
    int start = lexer.start();
    text.replace(start, start + instead.length(), instead);
    int behind = new Passage(lexer, text).to(end);
    parts.add(new Part.Sql(new Span(start, behind), text.substring(start, behind)));
  }
}
