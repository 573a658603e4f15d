package dev.towpath.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The notes of the event triggers about one statement, read.
///
/// @param rewritten the OIDs of tables whose rows were written anew
/// @param cut whether there were more than are kept
record Changes(List<ObservedChange> all, Set<Long> rewritten, boolean cut) {

  /// @param horizon what has a smaller OID was there before the migration
  static Changes of(List<List<String>> notes, long horizon) {
    List<ObservedChange> all = new ArrayList<>();
    Set<Long> rewritten = new HashSet<>();
    boolean cut = false;
    for (List<String> note : notes) {
      switch (note.getFirst()) {
        case "command" -> all.add(command(note, horizon));
        case "drop" -> all.add(drop(note));
        case "rewrite" -> rewritten.add(Long.valueOf(note.get(1)));
        case String other -> cut = true;
      }
    }
    return new Changes(all, rewritten, cut);
  }

  private static ObservedChange command(List<String> note, long horizon) {
    boolean made = note.get(2).startsWith("CREATE") && Long.parseLong(note.get(1)) >= horizon;
    return new ObservedChange(
        made ? ObservedChange.Kind.CREATED : ObservedChange.Kind.ALTERED,
        note.get(2),
        note.get(3),
        note.get(4),
        false);
  }

  private static ObservedChange drop(List<String> note) {
    return new ObservedChange(
        ObservedChange.Kind.DROPPED, "DROP", note.get(3), note.get(4), note.get(2).equals("false"));
  }

  boolean drops(String name) {
    return all.stream()
        .anyMatch(
            each ->
                each.kind() == ObservedChange.Kind.DROPPED
                    && !each.cascade()
                    && each.name().equals(name));
  }
}
