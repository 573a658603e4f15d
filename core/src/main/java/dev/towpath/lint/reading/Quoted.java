package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.sql.SqlParser;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names as a rewrite has to write them.
public final class Quoted {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Quoted() {}

  public static String name(Name name) {
    return name.isQualified() ? name(name.schema()) + "." + name(name.name()) : name(name.name());
  }

  public static String names(List<String> names) {
    return names.stream().map(Quoted::name).collect(Collectors.joining(", "));
  }

  public static String name(String name) {
    return PLAIN.matcher(name).matches() && !isKeyword(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Asks the grammar: a keyword that can name both a table and a column needs no quotes.
  private static boolean isKeyword(String name) {
    return SqlParser.mistake("create table %s (%s int)".formatted(name, name)).isPresent();
  }
}
