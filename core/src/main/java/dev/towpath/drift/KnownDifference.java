package dev.towpath.drift;

import dev.towpath.catalog.CatalogData;
import dev.towpath.catalog.Difference;
import dev.towpath.digest.Sha256;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A difference with what was told about it. Immutable.
///
/// @param id the same as long as neither of the two sides changes
/// @param object as a person says it: `column total of public.orders`
/// @param what `added`, `removed` or `changed`, seen from what the history says
/// @param since when it was first seen
/// @param phase what is still to be told
public record KnownDifference(String id, String object, String what, Instant since, Phase phase) {
  private static final int ID_CHARACTERS = 16;

  /// What was told about a difference.
  public enum Phase {
    /// It is there, and nobody was told.
    NEW,
    /// It is there, and that was told.
    TOLD,
    /// It is gone, and that is still to be told.
    GONE
  }

  static KnownDifference of(Difference difference, Instant now) {
    String what =
        switch (difference) {
          case Difference.Added _ -> "added";
          case Difference.Removed _ -> "removed";
          case Difference.Changed _ -> "changed";
        };
    return new KnownDifference(id(difference), difference.name().title(), what, now, Phase.NEW);
  }

  static String id(Difference difference) {
    String all = CatalogData.of(List.of(difference)).toString();
    return Sha256.of(all).substring(0, ID_CHARACTERS);
  }

  KnownDifference as(Phase other) {
    return new KnownDifference(id, object, what, since, other);
  }

  /// For the state file and for who is notified.
  Map<String, String> data() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("id", id);
    data.put("object", object);
    data.put("difference", what);
    data.put("since", since.toString());
    return data;
  }
}
