package dev.towpath.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// libpq's file of passwords: `PGPASSFILE`, or `.pgpass` in the home folder. As libpq does, it is
/// passed over when others can read it.
final class PasswordFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PasswordFile() {}

  static Optional<String> find(
      Map<String, String> settings,
      Map<String, String> environment,
      DatabaseUrl.Host host,
      String database,
      String user) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    String named = settings.getOrDefault("passfile", "");
    Path file = named.isEmpty() ? home.resolve(".pgpass") : Path.of(named);
    List<String> wanted = List.of(host.name(), "" + host.port(), database, user);
    return lines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(PasswordFile::fields)
        .filter(fields -> fields.size() > wanted.size() && matches(fields, wanted))
        .map(fields -> fields.get(wanted.size()))
        .findFirst();
  }

  private static boolean matches(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// A line's fields; a backslash takes the meaning from the colon after it.
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c == '\\' && i + 1 < line.length() ? line.charAt(++i) : c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static List<String> lines(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      rights.retainAll(OTHERS);
      return rights.isEmpty() ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException | UnsupportedOperationException e) {
      return List.of();
    }
  }
}
