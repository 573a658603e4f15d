package dev.towpath.migration.run;

import dev.towpath.problem.Location;
import java.util.List;

/// A statement that takes rows or values away which nothing brings back.
///
/// @param verb what it does, as `drop table`
/// @param name of what it does it to, each part as PostgreSQL stores it: schema, table, column
/// @param where the statement
public record DataLoss(Verb verb, List<String> name, Location where) {
  /// The ways to lose data.
  public enum Verb {
    DROP_TABLE("drops table"),
    DROP_COLUMN("drops column"),
    DROP_SCHEMA("drops schema"),
    DROP_OTHER("drops, with all that depends on it,"),
    TRUNCATE("empties table"),
    DELETE("deletes rows of table");

    private final String words;

    Verb(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// As a person says it: `drops table public.orders`.
  public String sentence() {
    return verb.words() + " " + String.join(".", name);
  }
}
