package dev.towpath.rehearsal.rowsecurity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/// Who asks: a role, and the user in its claims.
///
/// @param bypasses whether row security is not for this role
record Visitor(String role, Optional<User> user, boolean bypasses) {
  /// Makes the transaction's session one of this visitor, as an API in front of the database does.
  ///
  /// @param settings whether a setting holds a number
  void enter(Connection connection, Map<String, Boolean> settings) throws SQLException {
    String claims = user.map(this::claims).orElse("{\"role\": \"" + role + "\"}");
    set(connection, "request.jwt.claims", claims);
    set(connection, "request.jwt.claim.sub", user.map(User::id).orElse(""));
    set(connection, "request.jwt.claim.role", role);
    for (Map.Entry<String, Boolean> setting : settings.entrySet()) {
      String value =
          user.map(each -> setting.getValue() ? "" + each.number() : each.id()).orElse("");
      set(connection, setting.getKey(), value);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local role " + statement.enquoteIdentifier(role, true));
    }
  }

  private String claims(User each) {
    return """
    {"sub": "%s", "role": "%s", "aud": "authenticated", "email": "%s@example.com", \
    "app_metadata": {}, "user_metadata": {}}\
    """
        .formatted(each.id(), role, each.word());
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }
}
