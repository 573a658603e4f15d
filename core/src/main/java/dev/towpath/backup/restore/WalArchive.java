package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Segments of the write-ahead log: those of a backup, and those that a server's `archive_command`
/// has kept since.
final class WalArchive {
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");

  private final Map<String, Path> files = new HashMap<>();
  private final Manifest manifest;
  private long segmentBytes;

  /// @param folders where segments are; those that are the same stand in each
  WalArchive(Manifest manifest, List<Path> folders) throws IOException {
    this.manifest = manifest;
    for (Path folder : folders) {
      try (Stream<Path> found = Files.list(folder)) {
        found.forEach(this::add);
      }
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (SEGMENT.matcher(file.getKey()).matches()) {
        segmentBytes = Files.size(file.getValue());
        refuseForeign(file.getValue());
        break;
      }
    }
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    if (SEGMENT.matcher(name).matches() || HISTORY.matcher(name).matches()) {
      files.putIfAbsent(name, file);
    }
  }

  private void refuseForeign(Path segment) throws IOException {
    String wanted = manifest.origin().systemIdentifier();
    if (!wanted.isEmpty() && !wanted.equals(WalReader.systemIdentifier(segment))) {
      throw Problem.of(
              "wal-of-another-server",
              Exit.REFUSED,
              "The write-ahead log is of another server than " + manifest.id())
          .because(segment + " has another system identifier.")
          .leaving("Nothing was changed.")
          .next("Name the folder that the server of this backup archives to: wal: FOLDER")
          .exception();
    }
  }

  /// A part of the log without a gap.
  ///
  /// @param segments in their order
  /// @param first the number of the first segment
  record Stretch(long timeline, long first, long segmentBytes, List<Path> segments) {
    long start(int index) {
      return (first + index) * segmentBytes;
    }
  }

  /// From the beginning of the backup as far as there are segments.
  ///
  /// @param wanted the timeline; without one the newest that descends from the backup's
  Stretch stretch(Optional<Long> wanted) throws IOException {
    WalRange range = manifest.wal().orElseThrow();
    TimelineHistory history = newest(range.timeline(), wanted);
    long first = Lsn.of(range.startLsn()).value() / segmentBytes;
    List<Path> segments = new ArrayList<>();
    for (long number = first; ; number++) {
      Path file = files.get(name(history.at(number * segmentBytes + segmentBytes - 1), number));
      if (file == null) {
        return new Stretch(history.timeline(), first, segmentBytes, List.copyOf(segments));
      }
      segments.add(file);
    }
  }

  private TimelineHistory newest(long timeline, Optional<Long> wanted) throws IOException {
    TimelineHistory newest = new TimelineHistory(timeline, List.of());
    for (String name : histories()) {
      TimelineHistory each = TimelineHistory.read(file(name));
      boolean meant = wanted.map(number -> number == each.timeline()).orElse(true);
      if (meant && each.timeline() > newest.timeline() && each.descendsFrom(timeline)) {
        newest = each;
      }
    }
    return newest;
  }

  /// Names of the files that tell where timelines begin; a recovery needs them to find a new one.
  List<String> histories() {
    return files.keySet().stream()
        .filter(name -> HISTORY.matcher(name).matches())
        .sorted()
        .toList();
  }

  Path file(String name) {
    return Objects.requireNonNull(files.get(name), "Asked for by a name that was listed.");
  }

  private String name(long timeline, long number) {
    long each = (1L << 32) / segmentBytes;
    return "%08X%08X%08X".formatted(timeline, number / each, number % each);
  }
}
