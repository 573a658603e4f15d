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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the guard predicts of each statement of a rehearsal, from the files alone, held against
/// what was seen.
final class Predictions {
  private static final Agreement UNPARSED =
      new Agreement(Agreement.Verdict.OPEN, List.of("the statement can't be parsed"));

  private final RehearsalResult result;
  private final Map<String, Agreement> agreements = new HashMap<>();
  private final Schema schema = new Schema();
  private final Agreement.Held held = new Agreement.Held();
  private Transaction transaction = new Transaction(Transaction.Opener.RUNNER);

  private Predictions(RehearsalResult result) {
    this.result = result;
  }

  /// The agreement of each statement that was seen, by its file and its place there. Nothing can be
  /// told without the files that made the state before.
  static Map<String, Agreement> of(RehearsalResult result) {
    return result.request().state() instanceof StateBefore.Replayed
        ? new Predictions(result).agreements()
        : Map.of();
  }

  static String key(ObservedStatement statement) {
    return statement.statement().where().file() + ":" + statement.statement().index();
  }

  private Map<String, Agreement> agreements() {
    Set<String> pending = new HashSet<>();
    result.migrations().forEach(each -> pending.add(each.migration().up().file()));
    for (Migration migration : result.request().files().migrations()) {
      if (!pending.contains(migration.up().file())) {
        before(migration);
      }
    }
    result.migrations().forEach(this::migration);
    return agreements;
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

  private void migration(ObservedMigration migration) {
    held.clear();
    transaction = new Transaction(Transaction.Opener.RUNNER);
    Map<Integer, ObservedStatement> seen = new HashMap<>();
    migration.statements().forEach(each -> seen.put(each.statement().index(), each));
    for (Statement statement : statements(migration.migration())) {
      statement(
          migration.migration().up().file(),
          statement,
          Optional.ofNullable(seen.get(statement.index())));
    }
  }

  /// @param seen empty for what isn't observed but may change what others do: a setting
  private void statement(String file, Statement statement, Optional<ObservedStatement> seen) {
    Optional<Node> node = tree(statement.sql());
    if (node.isEmpty()) {
      seen.ifPresent(each -> agreements.put(key(each), UNPARSED));
      return;
    }
    if (seen.filter(ObservedStatement::alone).isPresent()) {
      held.clear();
    }
    Change change = change(file, statement, node.get());
    seen.ifPresent(
        each -> {
          agreements.put(key(each), Agreement.of(Effects.of(change), each, held));
          held.add(each);
        });
    transaction.add(change);
    schema.apply(node.get());
  }

  private Change change(String file, Statement statement, Node node) {
    return new Change(
        new Change.Place(file, statement.span().start(), Optional.empty(), false),
        statement.sql(),
        node,
        transaction,
        schema,
        new Change.Setting(result.scratchMajor(), Runner.TOWPATH, "none"));
  }

  /// So many of each verdict, in words: `7 confirmed, 1 open`.
  static String summary(Collection<Agreement> agreements) {
    List<String> parts = new ArrayList<>();
    for (Agreement.Verdict verdict : Agreement.Verdict.values()) {
      long count = agreements.stream().filter(each -> each.verdict() == verdict).count();
      if (count > 0) {
        parts.add(count + " " + RehearsalData.word(verdict).replace('-', ' '));
      }
    }
    return String.join(", ", parts);
  }
}
