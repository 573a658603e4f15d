package dev.towpath.drift;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.ddl.Gap;
import dev.towpath.migration.Migration;
import java.util.List;

/// The drift of a target as a migration that was written.
///
/// @param target as a person reads it
/// @param migration as the layout reads it
/// @param files relative to the project
/// @param gaps what no statement does
/// @param left what would still differ after it, as a replay has shown
public record Captured(
    String target, Migration migration, List<String> files, List<Gap> gaps, List<Difference> left) {
  public Captured {
    files = List.copyOf(files);
    gaps = List.copyOf(gaps);
    left = List.copyOf(left);
  }
}
