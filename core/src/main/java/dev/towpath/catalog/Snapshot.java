package dev.towpath.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// A catalog as it was read, with the address that each object had in that database.
///
/// @param needs the objects that an object can't be without; empty unless they were asked for
public record Snapshot(
    Catalog catalog, Map<ObjectName, Address> addresses, Map<ObjectName, Set<ObjectName>> needs) {
  public Snapshot {
    addresses = Collections.unmodifiableMap(addresses); // of its builder, which is done
    needs = Map.copyOf(needs);
  }
}
