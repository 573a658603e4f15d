package dev.towpath.rollback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The order of ways back. First what Towpath can go, and of that what was tried or proved; then
/// down scripts, since what they take away every restore takes away too; then what loses fewest
/// rows, then what takes least time. What isn't known counts as more than anything that is.
final class Ways {
  private static final Duration UNKNOWN = Duration.ofDays(1);

  private static final Comparator<Way> CHEAPEST =
      Comparator.comparing(Way::access)
          .thenComparing(way -> !way.sure())
          .thenComparing(way -> way.means() != Means.DOWN_SCRIPTS)
          .thenComparing(way -> way.price().rowsLost().orElse(Long.MAX_VALUE))
          .thenComparing(way -> way.price().time().orElse(UNKNOWN));

  private Ways() {}

  static List<Way> sorted(Way.Down down, List<Way.Restore> restores) {
    List<Way> ways = new ArrayList<>(restores);
    ways.add(down);
    ways.sort(CHEAPEST);
    return List.copyOf(ways);
  }

  /// The cheapest one that Towpath can go, or the one that is asked for.
  static Optional<Way> chosen(RollbackRequest request, List<Way> ways, String to) {
    if (request.by().isEmpty()) {
      return ways.stream().filter(Way::open).findFirst();
    }
    Means by = request.by().get();
    Optional<Way> way = ways.stream().filter(each -> each.means() == by).findFirst();
    if (way.filter(Way::open).isEmpty()) {
      throw RollbackProblems.closed(by, way, to);
    }
    return way;
  }
}
