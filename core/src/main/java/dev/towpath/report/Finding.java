package dev.towpath.report;

import dev.towpath.problem.Location;
import dev.towpath.problem.Secrets;
import dev.towpath.sql.Position;
import dev.towpath.sql.Tokens;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One thing that a rule, a status or a comparison says about one place, without any secret.
///
/// @param rule a name in kebab case; `towpath explain RULE` prints its page
/// @param message one sentence: what is wrong
/// @param where the place in a file, if it has one
/// @param snippet the source at the place, to be shown and underlined; may be none
/// @param why why it matters here; may be empty
/// @param help what to do about it; may be empty
/// @param inputs what the verdict rests on, by name: the PostgreSQL major, the runner and the like
/// @param fix the safe way as a change of the source
/// @param subject what tells it from others of its rule in its file, whatever the line; may be
///     empty
public record Finding(
    String rule,
    Severity severity,
    String message,
    Optional<Location> where,
    Snippet snippet,
    String why,
    String help,
    Map<String, String> inputs,
    Optional<Fix> fix,
    String subject) {

  /// Source text and what should stand in its place.
  ///
  /// @param from where the text to be replaced begins, in the finding's file
  /// @param to behind its last character
  /// @param mechanical whether it can be made without anyone's judgement
  public record Fix(Position from, Position to, String before, String after, boolean mechanical) {
    public Fix {
      // What is hidden can't be written back.
      mechanical = mechanical && Secrets.hidden(after).equals(after);
      before = Secrets.hidden(before);
      after = Secrets.hidden(after);
    }
  }

  public Finding {
    message = Secrets.hidden(message);
    why = Secrets.hidden(why);
    help = Secrets.hidden(help);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  public static Finding of(String rule, Severity severity, String message) {
    return new Finding(
        rule,
        severity,
        message,
        Optional.empty(),
        Snippet.NONE,
        "",
        "",
        Map.of(),
        Optional.empty(),
        "");
  }

  public Finding at(Location where) {
    return new Finding(
        rule, severity, message, Optional.of(where), snippet, why, help, inputs, fix, subject);
  }

  public Finding showing(Snippet snippet) {
    return new Finding(rule, severity, message, where, snippet, why, help, inputs, fix, subject);
  }

  public Finding because(String why) {
    return new Finding(rule, severity, message, where, snippet, why, help, inputs, fix, subject);
  }

  public Finding help(String help) {
    return new Finding(rule, severity, message, where, snippet, why, help, inputs, fix, subject);
  }

  public Finding as(Severity severity) {
    return new Finding(rule, severity, message, where, snippet, why, help, inputs, fix, subject);
  }

  public Finding inputs(Map<String, String> inputs) {
    return new Finding(rule, severity, message, where, snippet, why, help, inputs, fix, subject);
  }

  public Finding fix(Fix fix) {
    return new Finding(
        rule, severity, message, where, snippet, why, help, inputs, Optional.of(fix), subject);
  }

  /// Says which statement it is about.
  public Finding about(String sql) {
    return new Finding(
        rule, severity, message, where, snippet, why, help, inputs, fix, Tokens.normal(sql));
  }
}
