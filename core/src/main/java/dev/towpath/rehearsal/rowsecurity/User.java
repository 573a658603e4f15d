package dev.towpath.rehearsal.rowsecurity;

import java.util.LinkedHashMap;
import java.util.Map;

/// One of the two made-up users of an application.
enum User {
  ANN("0a000000-0000-4000-8000-00000000000a", 1),
  BEN("0b000000-0000-4000-8000-00000000000b", 2);

  private final String id;
  private final int number;

  User(String id, int number) {
    this.id = id;
    this.number = number;
  }

  String id() {
    return id;
  }

  /// Who the user is where users are numbered.
  int number() {
    return number;
  }

  /// What the platform's own table of users holds of this one; nothing for any other table.
  Map<String, String> values(GuardedTable table) {
    Map<String, String> known =
        Map.of(
            "id", id,
            "email", word() + "@example.com",
            "aud", "authenticated",
            "role", "authenticated",
            "raw_user_meta_data", "{}",
            "raw_app_meta_data", "{}");
    Map<String, String> values = new LinkedHashMap<>();
    for (GuardedTable.Column column : table.columns()) {
      String value = known.get(column.name());
      if (table.isUsers() && value != null) {
        values.put(column.name(), Values.literal(value, column));
      }
    }
    return values;
  }

  User other() {
    return this == ANN ? BEN : ANN;
  }

  String word() {
    return this == ANN ? "ann" : "ben";
  }
}
