package dev.towpath.cli;

import java.util.Map;

/// Who runs this, and what this is.
///
/// @param variables environment variables
record Who(Map<String, String> variables) {
  static String tool() {
    return "towpath " + Version.text();
  }

  static String user() {
    return System.getProperty("user.name", "unknown");
  }

  /// This process as another run names it that waits for it.
  static String driver() {
    return user() + ", process " + ProcessHandle.current().pid();
  }

  /// The user, and on which machine.
  String where() {
    String machine = variables.getOrDefault("HOSTNAME", "");
    return machine.isEmpty() ? user() : user() + "@" + machine;
  }

  /// Who says something to a release: a name that is said, not proven.
  String person() {
    String said = variables.getOrDefault("TOWPATH_PERSON", "");
    return said.isBlank() ? user() : said.strip();
  }
}
