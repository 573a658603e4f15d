package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rows.Column;
import dev.towpath.rehearsal.rows.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/// One of the two made-up users of an application.
enum User {
  ANN("0a000000-0000-4000-8000-00000000000a", 1),
  BEN("0b000000-0000-4000-8000-00000000000b", 2);

  private static final long ROWS_APART = 1000;

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

  /// Tells the values of this user's rows from those of others.
  ///
  /// @param row 0 for the user's own row, 1 for a further one
  long salt(int row) {
    return ROWS_APART * (row + 1) + number;
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
    for (Column column : table.columns()) {
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
