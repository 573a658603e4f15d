package dev.towpath.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// libpq's file of named connections: `PGSERVICEFILE`, or `.pg_service.conf` in the home folder.
final class ServiceFile {
  private ServiceFile() {}

  static Map<String, String> read(String service, Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    String named = environment.getOrDefault("PGSERVICEFILE", "");
    Path file = named.isEmpty() ? home.resolve(".pg_service.conf") : Path.of(named);
    Map<String, String> settings = new LinkedHashMap<>();
    boolean found = false;
    boolean inside = false;
    for (String line : lines(file)) {
      String text = line.strip();
      if (text.startsWith("[")) {
        inside = text.equals("[" + service + "]");
        found |= inside;
      } else if (inside && !text.isEmpty() && !text.startsWith("#") && text.contains("=")) {
        int equals = text.indexOf('=');
        settings.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    if (!found) {
      throw ConnectionText.invalid("The service " + service + " is not in " + file + ".");
    }
    return settings;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return List.of();
    }
  }
}
