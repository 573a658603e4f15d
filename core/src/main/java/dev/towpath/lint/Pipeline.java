package dev.towpath.lint;

import dev.towpath.migration.Migration;
import dev.towpath.sql.SqlParser;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Parses scripts on all processors, and visits them in their order: while one is visited, the
/// next few are parsed.
final class Pipeline {
  /// The most scripts that are parsed ahead, and about the most characters.
  private static final int MOST_SCRIPTS = 16;

  private static final int MOST_CHARACTERS = 1 << 20;

  /// A script that is parsed, or will be.
  private record Ahead(int characters, CompletableFuture<ParsedScript> script) {}

  private final Consumer<ParsedScript> visit;
  private final Queue<Ahead> ahead = new ArrayDeque<>();
  private long characters;

  private Pipeline(Consumer<ParsedScript> visit) {
    this.visit = visit;
  }

  static void each(List<Migration> migrations, int server, Consumer<ParsedScript> visit) {
    Pipeline pipeline = new Pipeline(visit);
    for (Migration migration : migrations) {
      pipeline.add(migration, server);
      while (pipeline.isFull()) {
        pipeline.visitFirst();
      }
    }
    while (!pipeline.ahead.isEmpty()) {
      pipeline.visitFirst();
    }
  }

  private void add(Migration migration, int server) {
    int length = migration.up().section().length();
    ahead.add(new Ahead(length, SqlParser.hand(() -> ParsedScript.of(migration, server))));
    characters += length;
  }

  private boolean isFull() {
    return ahead.size() > MOST_SCRIPTS || (characters > MOST_CHARACTERS && ahead.size() > 1);
  }

  private void visitFirst() {
    Ahead first = ahead.remove();
    visit.accept(first.script().join());
    characters -= first.characters();
  }
}
