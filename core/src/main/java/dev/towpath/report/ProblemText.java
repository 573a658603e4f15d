package dev.towpath.report;

import dev.towpath.problem.Problem;

/// A problem for a person: what, where, why, what state the database is in now, what to do next.
public final class ProblemText {
  private ProblemText() {}

  public static String render(Problem problem, Ink ink) {
    StringBuilder out = new StringBuilder();
    append(out, problem, ink);
    return out.toString();
  }

  static void append(StringBuilder out, Problem problem, Ink ink) {
    String lead = "error[" + problem.code() + "]";
    String text = Wrap.hanging(lead + ": ", Visible.text(problem.what()), ink.width());
    out.append(ink.red(lead)).append(text.substring(lead.length())).append('\n');
    problem
        .where()
        .ifPresent(
            where ->
                out.append("  ")
                    .append(ink.blue("-->"))
                    .append(' ')
                    .append(Visible.line(where.toString()))
                    .append('\n'));
    part(out, "  why:   ", problem.why(), ink);
    part(out, "  state: ", problem.state(), ink);
    part(out, "  next:  ", problem.next(), ink);
  }

  private static void part(StringBuilder out, String lead, String text, Ink ink) {
    if (!text.isEmpty()) {
      String wrapped = Wrap.hanging(lead, Visible.text(text), ink.width());
      out.append(ink.strong(lead)).append(wrapped.substring(lead.length())).append('\n');
    }
  }
}
