package dev.towpath.catalog.expected;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.Kind;
import dev.towpath.problem.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One entry of the file: a difference that is meant to be.
///
/// @param kind the first words of the object
/// @param object as [dev.towpath.catalog.ObjectName#title] writes it; `*` stands for anything
/// @param properties of a change: which may differ, `*` as above; empty if any may
/// @param until the last day on which it is expected
public record Expectation(
    Kind kind,
    String object,
    What what,
    List<String> properties,
    String reason,
    String owner,
    Optional<LocalDate> until,
    Location where) {

  public Expectation {
    properties = List.copyOf(properties);
  }

  /// What an entry expects of its object.
  public enum What {
    ADDED,
    REMOVED,
    CHANGED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static What of(Difference difference) {
      return switch (difference) {
        case Difference.Added added -> ADDED;
        case Difference.Removed removed -> REMOVED;
        case Difference.Changed changed -> CHANGED;
      };
    }
  }

  /// As a person reads it: `table public.boat added`.
  String title() {
    return object + " " + what.word();
  }

  /// Whether nothing could be seen of it, because a facet was not compared.
  boolean isAbout(Facet left) {
    return left.covers(kind, "")
        || (what == What.CHANGED
            && (properties.isEmpty()
                || properties.stream().allMatch(name -> left.covers(kind, name))));
  }
}
