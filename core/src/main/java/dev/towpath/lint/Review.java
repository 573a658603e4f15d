package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The check of one script: its statements, those in bodies, and what is found in them. Keeps no
/// syntax tree: a deploy may have thousands of scripts.
final class Review {
  /// A file that isn't SQL has a mistake in almost every line: more are only counted.
  private static final int MOST_MISTAKES = 10;

  private final Migration migration;
  private final Script script;
  private final Schema schema;
  private final Change.Setting setting;
  private final Verdicts verdicts;
  private final Deploy deploy;
  private final Classification classification = new Classification();
  private final List<Verdict> pending = new ArrayList<>();
  private final List<Finding> transactions;
  private final List<Finding> mistakes = new ArrayList<>();
  private Allowances allowances = Allowances.NONE;
  private int statements;
  private int wrong;
  private boolean reviewed;

  Review(
      ParsedScript script,
      Schema schema,
      Change.Setting setting,
      Verdicts verdicts,
      Deploy deploy) {
    this.migration = script.migration();
    this.script = script.script();
    this.transactions = script.findings();
    this.schema = schema;
    this.setting = setting;
    this.verdicts = verdicts;
    this.deploy = deploy;
  }

  /// @param asks whether the rules are asked; else the schema is only moved on
  void run(ParsedScript parsedScript, boolean asks) {
    reviewed = asks;
    statements = script.statements().size();
    allowances = asks ? Allowances.of(script) : Allowances.NONE;
    if (asks && statements > 1 && setting.runner().boundaries() == Runner.Boundaries.SINGLE) {
      refused(script.statements().get(1).span().start());
    }
    Boundaries boundaries =
        new Boundaries(setting.runner(), migration.up().transaction(), script.statements());
    parsedScript.each(
        parsed -> {
          mistake(parsed.mistakes());
          if (parsed.parse() instanceof Parse.Tree(Node node)) {
            statement(parsed, node, boundaries.next(node));
          }
        });
  }

  private void refused(int second) {
    verdicts
        .settings()
        .applied(OwnFindings.runnerTakesOne(setting.runner().name()))
        .map(each -> each.at(new Location(migration.up().file(), script.position(second))))
        .ifPresent(mistakes::add);
  }

  private void mistake(List<Finding> found) {
    wrong += found.size();
    found.stream().limit(Math.max(0, MOST_MISTAKES - mistakes.size())).forEach(mistakes::add);
  }

  private void statement(ParsedScript.Parsed parsed, Node node, Transaction transaction) {
    int start = parsed.statement().span().start();
    Change change =
        new Change(
            new Change.Place(migration.up().file(), start, Optional.empty(), false),
            parsed.statement().sql(),
            node,
            transaction,
            schema,
            setting);
    review(change, new Verdicts.Source(script, index -> start + index));
    transaction.add(change);
    schema.apply(node);
    Transaction body = transaction.isBlock() ? transaction : Transaction.ofBody();
    parsed.inner().forEach(inner -> inner(inner, body));
  }

  private void review(Change change, Verdicts.Source source) {
    if (reviewed) {
      classification.add(change);
      if (change.place().routine().isEmpty()) {
        deploy.add(change.node());
      }
      pending.addAll(verdicts.of(change, source));
    }
  }

  /// A DO block runs now, in the transaction of its statement; a routine when it is called.
  private void inner(Bodies.Inner inner, Transaction block) {
    Optional<Name> routine = inner.routine().map(name -> routine(name));
    Verdicts.Source source = new Verdicts.Source(script, inner.place());
    if (inner.parse().isEmpty()) {
      unread(OwnFindings.dynamicSql(), inner, routine, source);
    } else if (inner.parse().get() instanceof Parse.Failure failure) {
      unread(OwnFindings.bodyNotRead(failure.message()), inner, routine, source);
    } else if (inner.parse().get() instanceof Parse.Tree(Node node)) {
      Transaction transaction = routine.isPresent() ? Transaction.ofBody() : block;
      Change.Place place =
          new Change.Place(
              migration.up().file(),
              inner.place().applyAsInt(0),
              routine.map(Name::toString),
              routine.isEmpty());
      Change change = new Change(place, inner.sql(), node, transaction, schema, setting);
      review(change, source);
      if (routine.isEmpty()) {
        transaction.add(change);
        schema.apply(node);
      }
    }
  }

  private void unread(
      Finding finding, Bodies.Inner inner, Optional<Name> routine, Verdicts.Source source) {
    if (reviewed) {
      pending.addAll(verdicts.inner(finding, inner, routine, migration.up().file(), source));
    }
  }

  private Name routine(Name name) {
    return schema.routine(name).map(Schema.Routine::name).orElse(name);
  }

  /// What is found, now that all statements of the deploy are known.
  Checked conclude() {
    List<Finding> found = new ArrayList<>(transactions);
    found.addAll(mistakes);
    if (wrong > mistakes.size()) {
      Finding last = found.removeLast();
      found.add(last.help("%d more like this are in the file.".formatted(wrong - mistakes.size())));
    }
    pending.stream()
        .filter(each -> each.still().test(schema))
        .filter(each -> !allowances.allows(each.finding().rule(), each.offset()))
        .map(each -> each.routine().isEmpty() ? each.finding() : inRoutine(each))
        .forEach(found::add);
    if (reviewed) {
      found.addAll(allowances.findings(migration.up().file(), script, verdicts));
    }
    found.sort(Comparator.comparingInt(Review::line).thenComparingInt(Review::column));
    return new Checked(migration, reviewed, statements, classification.phase(), found);
  }

  private Finding inRoutine(Verdict verdict) {
    Name routine = verdict.routine().orElseThrow();
    Finding finding = verdict.finding();
    return deploy.isCalled(routine)
        ? finding.because(said("This deploy calls " + routine + ".", finding.why()))
        : finding
            .as(Severity.NOTE)
            .because(said("It happens when " + routine + " is called.", finding.why()));
  }

  private static String said(String first, String then) {
    return then.isEmpty() ? first : first + " " + then;
  }

  private static int line(Finding finding) {
    return finding.where().map(where -> where.position().line()).orElse(0);
  }

  private static int column(Finding finding) {
    return finding.where().map(where -> where.position().column()).orElse(0);
  }
}
