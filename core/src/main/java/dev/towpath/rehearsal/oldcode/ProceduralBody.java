package dev.towpath.rehearsal.oldcode;

import dev.towpath.sql.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The SQL statements in a body of PL/pgSQL, with a null of the right type in place of each
/// variable.
///
/// A statement that is taken out wrongly can't be prepared on the schema before either, and then
/// counts for nothing: so this may be approximate.
final class ProceduralBody {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

  private static final Pattern DECLARED =
      Pattern.compile(
          "^(?:.*\\bdeclare\\b)?\\s*(\\w+)\\s+(?:constant\\s+)?"
              + "([a-z_][\\w. ]*(?:\\([\\d, ]+\\))?(?:\\[\\])?)\\s*(?:(?::=|=|default\\b).*)?$",
          FLAGS);
  private static final Pattern STARTS =
      Pattern.compile("\\b(?:begin|then|else|loop|declare)\\b", FLAGS);
  private static final Pattern LOOP =
      Pattern.compile("\\bfor\\s+[\\w, ]+\\s+in\\s+((?:select|with)\\b.*?)\\bloop\\b", FLAGS);
  private static final Pattern SQL =
      Pattern.compile("(?:select|insert|update|delete|merge|with)\\b.*", FLAGS);
  private static final Pattern ASSIGNED = Pattern.compile("[\\w.]+\\s*:=\\s*(.*)", FLAGS);
  private static final Pattern INTO =
      Pattern.compile(
          "(?<!insert)(?<!merge)\\s+into\\s+(?:strict\\s+)?\\w+(?:\\.\\w+)?"
              + "(?:\\s*,\\s*\\w+(?:\\.\\w+)?)*",
          FLAGS);

  private final Map<String, String> variables = new LinkedHashMap<>();
  private final String body;

  /// @param arguments names and types
  /// @param table of a trigger, quoted; empty for another function
  ProceduralBody(String body, Map<String, String> arguments, String table) {
    this.body = body;
    this.variables.putAll(arguments);
    if (!table.isEmpty()) {
      variables.put("new", table);
      variables.put("old", table);
      variables.put("tg_op", "text");
      variables.put("tg_table_name", "name");
    }
    variables.put("found", "boolean");
  }

  List<String> statements() {
    List<String> found = new ArrayList<>();
    for (dev.towpath.sql.Statement each : Script.of(body.strip()).statements()) {
      String text = each.sql();
      declare(text);
      Matcher loop = LOOP.matcher(text);
      while (loop.find()) {
        found.add(typed(loop.group(1)));
      }
      statement(text.substring(start(text)).strip()).map(this::typed).ifPresent(found::add);
    }
    return found;
  }

  private void declare(String text) {
    Matcher declared = DECLARED.matcher(text);
    if (declared.matches() && !SQL.matcher(text.strip()).matches()) {
      variables.putIfAbsent(declared.group(1).toLowerCase(Locale.ROOT), declared.group(2));
    }
  }

  private static int start(String text) {
    int start = 0;
    Matcher words = STARTS.matcher(text);
    while (words.find()) {
      start = words.end();
    }
    return start;
  }

  private static Optional<String> statement(String text) {
    String query = text.replaceFirst("(?is)^return\\s+query\\s+", "");
    query = query.replaceFirst("(?is)^perform\\b", "select");
    Matcher assigned = ASSIGNED.matcher(query);
    if (assigned.matches()) {
      return Optional.of("select " + assigned.group(1));
    }
    if (!SQL.matcher(query).matches()) {
      return Optional.empty();
    }
    return Optional.of(INTO.matcher(query).replaceAll(""));
  }

  private String typed(String sql) {
    String typed = sql;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      typed =
          Pattern.compile(
                  "(?<![\\w.$\"'])" + Pattern.quote(variable.getKey()) + "(?![\\w(\"'])",
                  Pattern.CASE_INSENSITIVE)
              .matcher(typed)
              .replaceAll(Matcher.quoteReplacement("(null::" + variable.getValue() + ")"));
    }
    return typed;
  }
}
