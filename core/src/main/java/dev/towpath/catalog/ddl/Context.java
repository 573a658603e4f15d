package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;
import java.util.Set;

/// What a family writes with.
///
/// @param remade what is dropped and made again
/// @param defaults columns whose default is taken away and set again, for what it needs is remade
record Context(
    Side before, Side after, Steps steps, Set<ObjectName> remade, Set<ObjectName> defaults) {

  /// Whether an object is not there before its statement: new, or dropped to be made again.
  boolean isFresh(ObjectName name) {
    return !before.has(name) || remade.contains(name);
  }

  /// Whether an object goes, for good or to be made again.
  boolean goes(ObjectName name) {
    return !after.has(name) || remade.contains(name);
  }
}
