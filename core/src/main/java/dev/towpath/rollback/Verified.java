package dev.towpath.rollback;

import java.util.ArrayList;
import java.util.List;

/// What came of looking at a database that was rolled back.
///
/// @param faults what is not as it should be, a sentence each
/// @param said what was compared and what wasn't, a sentence each
record Verified(List<String> faults, List<String> said) {
  Verified {
    faults = List.copyOf(faults);
    said = List.copyOf(said);
  }

  static Verified fault(String fault) {
    return new Verified(List.of(fault), List.of());
  }

  Verified and(Verified other) {
    List<String> allFaults = new ArrayList<>(faults);
    allFaults.addAll(other.faults);
    List<String> allSaid = new ArrayList<>(said);
    allSaid.addAll(other.said);
    return new Verified(allFaults, allSaid);
  }
}
