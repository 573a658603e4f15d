package dev.towpath.lint;

import dev.towpath.migration.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Parses scripts on all processors, and visits them in their order: while some are visited, the
/// next ones are parsed. At most two batches are in memory.
final class Pipeline {
  /// The most scripts of a batch, and about the most characters.
  private static final int MOST_SCRIPTS = 64;

  private static final int MOST_CHARACTERS = 1 << 20;

  private Pipeline() {}

  static void each(List<Migration> migrations, int server, Consumer<ParsedScript> visit) {
    List<List<Migration>> batches = batches(migrations);
    @Nullable CompletableFuture<List<ParsedScript>> next = null;
    for (int i = 0; i < batches.size(); i++) {
      List<ParsedScript> now = next == null ? parse(batches.get(i), server) : next.join();
      List<Migration> coming = i + 1 < batches.size() ? batches.get(i + 1) : List.of();
      next = CompletableFuture.supplyAsync(() -> parse(coming, server));
      now.forEach(visit);
    }
  }

  private static List<ParsedScript> parse(List<Migration> batch, int server) {
    return batch.parallelStream().map(each -> ParsedScript.of(each, server)).toList();
  }

  private static List<List<Migration>> batches(List<Migration> migrations) {
    List<List<Migration>> batches = new ArrayList<>();
    int from = 0;
    long characters = 0;
    for (int i = 0; i < migrations.size(); i++) {
      characters += migrations.get(i).up().section().length();
      if (i + 1 - from == MOST_SCRIPTS || characters > MOST_CHARACTERS) {
        batches.add(migrations.subList(from, i + 1));
        from = i + 1;
        characters = 0;
      }
    }
    if (from < migrations.size()) {
      batches.add(migrations.subList(from, migrations.size()));
    }
    return batches;
  }
}
