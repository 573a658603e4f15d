package dev.towpath.catalog;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the tables' names before columns out of an expression, and evens its white space out.
final class Qualifiers {
  private static final Pattern QUALIFIER =
      Pattern.compile(
          "'(?:[^']|'')*'|(?<![\\w$\".])(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\w$]*)\\."
              + "|\"(?:[^\"]|\"\")*\"");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Qualifiers() {}

  static String without(String sql, Set<String> schemas) {
    String bare =
        QUALIFIER
            .matcher(sql)
            .replaceAll(
                found ->
                    found.group(1) == null || schemas.contains(unquoted(found.group(1)))
                        ? Matcher.quoteReplacement(found.group())
                        : "");
    return SPACE.matcher(bare).replaceAll(" ").strip();
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
