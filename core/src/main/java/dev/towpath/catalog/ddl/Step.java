package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;
import java.util.Set;

/// A statement with what it does to which objects, for [Order].
///
/// @param covers the objects that it makes, changes or drops: a table with its columns
record Step(Deed deed, Phase phase, Set<ObjectName> covers, DdlStatement statement) {
  /// What a step does to the objects that it covers.
  enum Deed {
    LOOSEN,
    DROP,
    /// Makes a name known that is filled later: the shell of a type.
    ANNOUNCE,
    CREATE,
    CHANGE,
    /// Adds what needs nothing but the object: an owner, a grant, a comment.
    FINISH
  }

  Step {
    covers = Set.copyOf(covers);
  }
}
