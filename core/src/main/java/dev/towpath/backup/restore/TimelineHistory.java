package dev.towpath.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a timeline comes from, as its `.history` file tells.
///
/// @param forks the timelines before it, each with where it was left, the oldest first
record TimelineHistory(long timeline, List<Fork> forks) {
  record Fork(long timeline, long left) {}

  static TimelineHistory read(Path file) throws IOException {
    String name = file.getFileName().toString();
    List<Fork> forks = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.strip().split("\\s+", 3);
      if (words.length >= 2 && words[0].matches("\\d+") && Lsn.parse(words[1]).isPresent()) {
        forks.add(new Fork(Long.parseLong(words[0]), Lsn.of(words[1]).value()));
      }
    }
    return new TimelineHistory(Long.parseLong(name.substring(0, 8), 16), List.copyOf(forks));
  }

  boolean descendsFrom(long other) {
    return other == timeline || forks.stream().anyMatch(fork -> fork.timeline() == other);
  }

  /// The timeline whose segment holds a byte of the log.
  long at(long position) {
    for (Fork fork : forks) {
      if (Long.compareUnsigned(position, fork.left()) < 0) {
        return fork.timeline();
      }
    }
    return timeline;
  }
}
