package dev.towpath.lint.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A view or materialized view, as its query says.
///
/// @param columns its own, in order; empty where they can't be known
/// @param reads the columns that it reads, by relation; a relation may be there with none
/// @param calls the routines that it calls, as it names them
/// @param invoker whether it reads with the rights of whoever asks (`security_invoker`)
public record View(
    Name name,
    List<String> columns,
    Map<Name, Set<String>> reads,
    Set<Call> calls,
    boolean invoker) {
  public View {
    columns = List.copyOf(columns);
    reads = Map.copyOf(reads);
  }

  View named(Name now) {
    return new View(now, columns, reads, calls, invoker);
  }

  /// The same after a relation that it may read got another name.
  View reading(Name before, Name after) {
    Set<String> columns = reads.get(before);
    if (columns == null) {
      return this;
    }
    Map<Name, Set<String>> now = new HashMap<>(reads);
    now.remove(before);
    now.put(after, columns);
    return new View(name, this.columns, now, calls, invoker);
  }

  View invoking(boolean now) {
    return new View(name, columns, reads, calls, now);
  }

  Uses uses() {
    return new Uses(reads, calls, Set.of());
  }
}
