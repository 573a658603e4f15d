package dev.towpath.catalog;

import java.util.Map;

/// A catalog as it was read, with the address that each object had in that database.
public record Snapshot(Catalog catalog, Map<ObjectName, Address> addresses) {
  public Snapshot {
    addresses = Map.copyOf(addresses);
  }
}
