package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Optional;

/// How large a number may be: `least`, `most`, or both.
public record Counts(Optional<Integer> least, Optional<Integer> most) {
  private static final int LARGEST = 1_000_000_000;

  static Counts read(Mapping mapping, Faults faults) {
    Counts counts =
        new Counts(mapping.number("least", 0, LARGEST), mapping.number("most", 0, LARGEST));
    if (counts.least().isPresent()
        && counts.most().isPresent()
        && counts.least().get() > counts.most().get()) {
      faults.badValue(mapping.node(), "'least' is more than 'most'.", "Nothing could be well.");
    }
    return counts;
  }

  public boolean isEmpty() {
    return least.isEmpty() && most.isEmpty();
  }

  /// What is wrong with a number; empty if nothing is.
  public Optional<String> fault(double number) {
    if (!(number >= least.orElse(0)) && least.isPresent()) {
      return Optional.of("at least " + least.get());
    }
    return most.filter(limit -> !(number <= limit)).map(limit -> "at most " + limit);
  }
}
