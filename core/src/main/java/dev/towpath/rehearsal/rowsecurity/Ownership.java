package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.Column;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which columns say whose a row is: those that policies, and the functions that they call, compare
/// with the user who asks. Also the settings by which they know that user.
final class Ownership {
  /// Stands for whatever gives the user's identity.
  private static final String ME = "auth.uid()";

  private static final Pattern WRAPPED =
      Pattern.compile("\\(\\s*select\\s+auth\\.uid\\(\\)(?:\\s+as\\s+\\w+)?\\s*\\)");
  private static final Pattern SETTING =
      Pattern.compile(
          "\\(*\\s*(?:nullif\\()?current_setting\\('([^']+)'[^()]*\\)"
              + "(?:,\\s*''(?:::text)?\\))?\\)?(?:::(\\w+))?");
  private static final String COLUMN = "(?:\"?(\\w+)\"?\\.)?\"?(\\w+)\"?";
  private static final Pattern ME_FIRST =
      Pattern.compile(
          "auth\\.uid\\(\\)\\)*(?:::\\w+)?\\s*(?:=\\s*\\(*|in\\s*\\(\\s*select\\s+)" + COLUMN);
  private static final Pattern ME_LAST =
      Pattern.compile(COLUMN + "\\)*(?:::\\w+)?\\s*=\\s*\\(*auth\\.uid\\(\\)");

  private final Map<Long, Set<String>> ofTable = new TreeMap<>();
  private final Set<String> anywhere = new HashSet<>();
  private final Map<String, Boolean> settings = new TreeMap<>();

  /// Learns from the policies of a table.
  void learn(GuardedTable table, TableReader reader) throws SQLException {
    for (GuardedTable.Policy policy : table.policies()) {
      policy.using().ifPresent(text -> read(text, table));
      policy.check().ifPresent(text -> read(text, table));
    }
    for (String body : reader.functions(table.oid())) {
      // Of no table: what stands without its table's name may be any table's.
      read(body, "", new HashSet<>(), anywhere);
    }
  }

  private void read(String text, GuardedTable table) {
    read(
        text,
        table.plain(),
        ofTable.computeIfAbsent(table.oid(), each -> new HashSet<>()),
        anywhere);
  }

  private void read(String text, String table, Set<String> own, Set<String> others) {
    String plain = plain(text);
    for (Pattern pattern : new Pattern[] {ME_FIRST, ME_LAST}) {
      Matcher matcher = pattern.matcher(plain);
      while (matcher.find()) {
        String qualifier = matcher.group(1);
        String column = matcher.group(2);
        if (!table.isEmpty() && (qualifier == null || qualifier.equals(table))) {
          own.add(column);
        } else if (!column.equals("id")) {
          others.add(column);
        }
      }
    }
  }

  private String plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher setting = SETTING.matcher(lower);
    while (setting.find()) {
      String type = setting.group(2);
      if (!setting.group(1).startsWith("request.")) {
        settings.put(
            setting.group(1), type != null && (type.contains("int") || type.equals("numeric")));
      }
    }
    return WRAPPED.matcher(setting.replaceAll(Matcher.quoteReplacement(ME))).replaceAll(ME);
  }

  boolean owns(GuardedTable table, Column column) {
    Set<String> own = ofTable.getOrDefault(table.oid(), Set.of());
    String name = column.name().replace("\"", "");
    return own.contains(name) || anywhere.contains(name);
  }

  /// The settings by which policies know the user, and whether each is a number.
  Map<String, Boolean> settings() {
    return settings;
  }
}
