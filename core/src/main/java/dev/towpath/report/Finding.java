package dev.towpath.report;

import dev.towpath.problem.Location;
import dev.towpath.problem.Secrets;
import java.util.Optional;

/// One thing that a rule, a status or a comparison says about one place, without any secret.
///
/// @param rule a name in kebab case; `towpath explain RULE` prints its page
/// @param message one sentence: what is wrong
/// @param where the place in a file, if it has one
/// @param snippet the source at the place, to be shown and underlined; may be none
/// @param why why it matters here; may be empty
/// @param help what to do about it; may be empty
public record Finding(
    String rule,
    Severity severity,
    String message,
    Optional<Location> where,
    Snippet snippet,
    String why,
    String help) {

  public Finding {
    message = Secrets.hidden(message);
    why = Secrets.hidden(why);
    help = Secrets.hidden(help);
  }

  public static Finding of(String rule, Severity severity, String message) {
    return new Finding(rule, severity, message, Optional.empty(), Snippet.NONE, "", "");
  }

  public Finding at(Location where) {
    return new Finding(rule, severity, message, Optional.of(where), snippet, why, help);
  }

  public Finding showing(Snippet snippet) {
    return new Finding(rule, severity, message, where, snippet, why, help);
  }

  public Finding because(String why) {
    return new Finding(rule, severity, message, where, snippet, why, help);
  }

  public Finding help(String help) {
    return new Finding(rule, severity, message, where, snippet, why, help);
  }
}
