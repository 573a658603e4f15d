package dev.towpath.control;

import dev.towpath.postgres.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;

/// Where the control database is.
public sealed interface ControlPlace {
  /// The variable that names a database for many users and workers.
  String VARIABLE = "TOWPATH_CONTROL_URL";

  /// On a server that Towpath starts, in a folder of the user.
  record Local(Path folder) implements ControlPlace {}

  /// Anywhere.
  record Shared(DatabaseUrl url) implements ControlPlace {}

  /// As the environment variables say.
  static ControlPlace of(Map<String, String> variables) {
    return isShared(variables)
        ? new Shared(DatabaseUrl.parse(variables.getOrDefault(VARIABLE, ""), variables))
        : new Local(UserFolders.state(variables).resolve("control"));
  }

  /// Whether the variables name a database.
  static boolean isShared(Map<String, String> variables) {
    return !variables.getOrDefault(VARIABLE, "").isBlank();
  }
}
