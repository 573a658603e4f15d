package dev.towpath.rehearsal.oldcode;

import dev.towpath.problem.Location;
import java.util.Optional;

/// One statement that was written for the schema before.
///
/// @param kind where it comes from
/// @param origin for a person: a file and line, or the name of a view or function
/// @param where its place in a file of the project, if it has one
/// @param sql what is tried
/// @param object the OID of the view or function; 0 for the application's
/// @param source what the object was made of, so that a replaced one is not taken for the old one
record OldStatement(
    Kind kind, String origin, Optional<Location> where, String sql, long object, String source) {

  /// Where a statement comes from.
  enum Kind {
    APPLICATION,
    VIEW,
    /// The whole definition of a function in SQL, which is made anew.
    DEFINITION,
    /// One statement of a function in PL/pgSQL.
    BODY
  }

  static OldStatement ofApplication(String origin, Optional<Location> where, String sql) {
    return new OldStatement(Kind.APPLICATION, origin, where, sql, 0, "");
  }
}
