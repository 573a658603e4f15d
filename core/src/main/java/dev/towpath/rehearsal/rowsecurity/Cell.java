package dev.towpath.rehearsal.rowsecurity;

import java.util.Optional;

/// What one role could do with one table by one command.
///
/// @param own whether a user reached the rows of their own; empty for a role without users
/// @param others whether somebody reached a row of someone else
/// @param owned whether the rows say whose they are, themselves or by a row that they refer to
/// @param rows how many rows a SELECT gave, of how many; of the visitor who saw most
/// @param error the server's message where a policy itself failed
record Cell(
    GuardedTable table,
    String role,
    Command command,
    Optional<Boolean> own,
    Optional<Boolean> others,
    boolean owned,
    Optional<Seen> rows,
    Optional<String> error,
    Optional<String> why) {

  record Seen(int rows, int of) {}

  /// `none`, `own`, `others` or `all`; `error` where a policy fails.
  String access() {
    if (error.isPresent()) {
      return "error";
    }
    boolean mine = own.orElse(false);
    boolean theirs = others.orElse(false);
    if (own.isEmpty() && theirs) {
      return "all";
    }
    return mine ? theirs ? "all" : "own" : theirs ? "others" : "none";
  }

  String words() {
    String seen = rows.map(each -> " (" + each.rows() + " of " + each.of() + ")").orElse("");
    return access() + seen + why.map(each -> ": " + each).orElse("");
  }
}
