package dev.towpath.component;

import java.util.Optional;

/// One state of a component that can serve.
///
/// @param id how its system names it
/// @param commit what it was built from, as far as that is known
public record Revision(String id, Optional<String> commit) {
  /// A shorter beginning of a commit may be another's too.
  private static final int LEAST_LETTERS = 7;

  /// Whether it was built from a commit; either of the two may be shortened.
  public boolean isOf(String other) {
    return commit
        .filter(own -> own.length() >= LEAST_LETTERS && other.length() >= LEAST_LETTERS)
        .filter(own -> own.startsWith(other) || other.startsWith(own))
        .isPresent();
  }

  @Override
  public String toString() {
    return commit.filter(each -> !each.equals(id)).map(each -> id + " (" + each + ")").orElse(id);
  }
}
