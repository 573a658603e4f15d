package dev.towpath.migration.layout;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/// The settings that stand beside one Flyway script, in `<file>.conf`.
///
/// @param transaction `executeInTransaction`
/// @param placeholders `placeholderReplacement`
record FlywayConf(boolean transaction, boolean placeholders) {
  static final FlywayConf NONE = new FlywayConf(true, true);

  private static final String TRANSACTION = "executeInTransaction";
  private static final String PLACEHOLDERS = "placeholderReplacement";
  private static final Set<String> KNOWN = Set.of(TRANSACTION, PLACEHOLDERS);

  static boolean is(TextFile file) {
    return file.name().endsWith(".conf");
  }

  /// The path of the script that a file of settings belongs to.
  static String script(TextFile conf) {
    return conf.path().substring(0, conf.path().length() - ".conf".length());
  }

  /// @param usual what holds where the file says nothing
  static FlywayConf of(TextFile file, FlywayConf usual, List<Finding> findings) {
    Properties settings = new Properties();
    try {
      settings.load(new StringReader(file.text()));
    } catch (IOException | IllegalArgumentException e) {
      findings.add(unknown(file, String.valueOf(e.getMessage())));
      return usual;
    }
    for (String key : settings.stringPropertyNames()) {
      if (!KNOWN.contains(key) && !isUtf8(key, settings)) {
        findings.add(unknown(file, "Towpath doesn't know the setting " + key + "."));
      }
    }
    return new FlywayConf(
        flag(settings, TRANSACTION, usual.transaction),
        flag(settings, PLACEHOLDERS, usual.placeholders));
  }

  private static boolean isUtf8(String key, Properties settings) {
    return key.equals("encoding") && settings.getProperty(key).strip().equalsIgnoreCase("UTF-8");
  }

  private static boolean flag(Properties settings, String key, boolean usual) {
    return !settings.getProperty(key, String.valueOf(usual)).strip().equalsIgnoreCase("false");
  }

  private static Finding unknown(TextFile file, String why) {
    return Finding.of("flyway-conf", Severity.ERROR, "This script's settings can't be followed.")
        .at(file.location())
        .because(why)
        .help("Only executeInTransaction and placeholderReplacement are understood.");
  }
}
