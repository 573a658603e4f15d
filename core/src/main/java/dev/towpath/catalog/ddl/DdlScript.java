package dev.towpath.catalog.ddl;

import java.util.List;
import java.util.regex.Pattern;

/// Statements to run one after the other, and what they leave as it is. Immutable.
public record DdlScript(List<DdlStatement> statements, List<Gap> gaps) {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");
  private static final String BODIES_LATER = "set check_function_bodies = off";
  private static final String BODIES_AGAIN = "reset check_function_bodies";

  public DdlScript {
    statements = List.copyOf(statements);
    gaps = List.copyOf(gaps);
  }

  public boolean isEmpty() {
    return statements.isEmpty() && gaps.isEmpty();
  }

  /// The whole as a file, gaps and destructive statements marked by comments. Function bodies are
  /// not checked when they are made: what they use may be made after them.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Gap gap : gaps) {
      text.append(comment("not written: " + gap.object().title() + ": " + gap.why()));
    }
    text.append(gaps.isEmpty() ? "" : "\n");
    boolean bodies = statements.stream().anyMatch(DdlScript::makesBody);
    if (bodies) {
      text.append(BODIES_LATER).append(";\n\n");
    }
    for (DdlStatement statement : statements) {
      if (statement.isDestructive()) {
        text.append(comment("destroys " + statement.destroys()));
      }
      text.append(statement.sql()).append(";\n");
    }
    if (bodies) {
      text.append('\n').append(BODIES_AGAIN).append(";\n");
    }
    return text.toString();
  }

  private static boolean makesBody(DdlStatement statement) {
    return statement.sql().startsWith("create or replace function")
        || statement.sql().startsWith("create or replace procedure");
  }

  /// A name with a line feed must not end the comment.
  private static String comment(String words) {
    return "-- " + LINE_ENDS.matcher(words).replaceAll(" ") + "\n";
  }
}
