package dev.towpath.rehearsal;

import dev.towpath.lint.Change;
import dev.towpath.lint.Runner;
import dev.towpath.lint.Transaction;
import dev.towpath.lint.effect.Effects;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import dev.towpath.sql.syntax.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the guard predicts of each pending statement, from the files alone. It is made beside the
/// rehearsal, which leaves a processor idle while the server works.
final class Forecast {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final CompletableFuture<Map<String, Effects>> made;

  private Forecast(CompletableFuture<Map<String, Effects>> made) {
    this.made = made;
  }

  /// Nothing can be told without the files that made the state before.
  private static boolean isPossible(RehearsalRequest request) {
    return request.state() instanceof StateBefore.Replayed
        && !request.selection().pending().isEmpty();
  }

  /// Made now.
  static Forecast of(RehearsalRequest request, int major) {
    return new Forecast(
        CompletableFuture.completedFuture(
            isPossible(request) ? new Making(request, major).all() : Map.of()));
  }

  /// Made by a thread of its own.
  static Forecast begin(RehearsalRequest request, int major) {
    CompletableFuture<Map<String, Effects>> made = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("towpath-forecast")
        .start(() -> made.completeAsync(() -> of(request, major).all(), Runnable::run));
    return new Forecast(made);
  }

  /// The effects of each statement that can be parsed, by its file and its place there.
  Map<String, Effects> all() {
    return made.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  static String key(String file, int statement) {
    return file + ":" + statement;
  }

  /// Goes through the files in their order, with the schema as it stands at each statement.
  private static final class Making {
    private final RehearsalRequest request;
    private final int major;
    private final Map<String, Effects> effects = new HashMap<>();
    private final Schema schema = new Schema();

    Making(RehearsalRequest request, int major) {
      this.request = request;
      this.major = major;
    }

    Map<String, Effects> all() {
      Set<String> pending = new HashSet<>();
      request.selection().pending().forEach(each -> pending.add(each.up().file()));
      for (Migration migration : request.files().migrations()) {
        if (!pending.contains(migration.up().file())) {
          before(migration);
        }
      }
      request.selection().pending().forEach(this::pending);
      return effects;
    }

    private void before(Migration migration) {
      statements(migration).stream()
          .filter(statement -> statement.error().isEmpty())
          .forEach(statement -> tree(statement.sql()).ifPresent(schema::apply));
    }

    private static List<Statement> statements(Migration migration) {
      return Script.of(migration.up().text(), migration.up().section()).statements();
    }

    private static Optional<Node> tree(String sql) {
      return SqlParser.parse(sql) instanceof Parse.Tree(Node node)
          ? Optional.of(node)
          : Optional.empty();
    }

    private void pending(Migration migration) {
      String file = migration.up().file();
      Transaction transaction = new Transaction(Transaction.Opener.RUNNER);
      for (Statement statement : statements(migration)) {
        Optional<Node> node = tree(statement.sql());
        if (node.isPresent()) {
          Change change = change(file, statement, node.get(), transaction);
          effects.put(key(file, statement.index()), Effects.of(change));
          transaction.add(change);
          schema.apply(node.get());
        }
      }
    }

    private Change change(String file, Statement statement, Node node, Transaction transaction) {
      return new Change(
          new Change.Place(file, statement.span().start(), Optional.empty(), false),
          statement.sql(),
          node,
          transaction,
          schema,
          new Change.Setting(major, Runner.TOWPATH, "none"));
    }
  }
}
