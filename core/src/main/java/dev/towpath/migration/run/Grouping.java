package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import dev.towpath.sql.Statement;
import dev.towpath.sql.TransactionUse;
import java.util.ArrayList;
import java.util.List;

/// Cuts a script into the groups that take effect together.
///
/// Statements run in one transaction as far as PostgreSQL allows: a statement that it forbids in
/// a transaction block runs alone, between the groups before and behind it. A script with
/// transactions of its own keeps them: each `BEGIN` to `COMMIT` is a group, what stands outside
/// is grouped as elsewhere, and what we write about a group is written inside its transaction. A
/// script that is one `BEGIN` to `COMMIT` is thereby one transaction, history row and all. A
/// command that would end a transaction in another way is a finding, since nothing could then be
/// recorded with it.
final class Grouping {
  private final Source source;
  private final List<Group> groups = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private List<PlannedStatement> open = new ArrayList<>();
  private String modes = "";
  private boolean inBlock;

  private Grouping(Source source) {
    this.source = source;
  }

  /// The groups of a script, and what is wrong with its transactions.
  record Grouped(List<Group> groups, List<Finding> findings) {}

  static Grouped of(Source source) {
    return of(source, Script.of(source.text(), source.section()));
  }

  /// @param script the source, cut
  static Grouped of(Source source, Script script) {
    Grouping grouping = new Grouping(source);
    for (Statement statement : script.statements()) {
      grouping.add(script, statement);
    }
    return grouping.finish();
  }

  private void add(Script script, Statement statement) {
    int offset = statement.span().start();
    Location where = new Location(source.file(), script.position(offset));
    PlannedStatement planned =
        new PlannedStatement(statement.index(), offset, statement.sql(), where, statement.copy());
    if (statement.error().isPresent()) {
      findings.add(scriptError(script, statement));
      return;
    }
    switch (TransactionUse.of(statement.sql())) {
      case INSIDE -> inside(planned);
      case ALONE -> alone(planned);
      case CONTROL -> control(planned);
    }
  }

  private void inside(PlannedStatement statement) {
    open.add(statement);
    if (!source.transaction() && !inBlock) {
      flush();
    }
  }

  private void alone(PlannedStatement statement) {
    if (inBlock) {
      refuse(
          statement,
          "This statement can't run inside the transaction that the script begins.",
          "Move it behind the COMMIT, or leave out BEGIN and COMMIT.");
      return;
    }
    flush();
    groups.add(new Group.Alone(statement, Inspections.of(statement.sql())));
  }

  private void control(PlannedStatement statement) {
    switch (TransactionWords.of(statement.sql())) {
      case TransactionWords.Opens opens -> open(statement, opens.modes());
      case TransactionWords.Closes closes -> close(statement);
      case TransactionWords.Stays stays -> open.add(statement);
      case TransactionWords.Other other ->
          refuse(
              statement,
              "The script ends its transaction in a way that Towpath can't record.",
              "Use BEGIN and COMMIT in pairs, or leave both out.");
    }
  }

  private void open(PlannedStatement statement, String asked) {
    if (inBlock) {
      refuse(statement, "This BEGIN stands inside another one.", "Leave it out.");
      return;
    }
    flush();
    inBlock = true;
    modes = asked;
  }

  private void close(PlannedStatement statement) {
    if (!inBlock) {
      refuse(statement, "This COMMIT has no BEGIN before it.", "Leave it out.");
      return;
    }
    flush();
    inBlock = false;
    modes = "";
  }

  private void flush() {
    if (!open.isEmpty()) {
      groups.add(new Group.Together(modes, List.copyOf(open)));
      open = new ArrayList<>();
    }
  }

  private Grouped finish() {
    if (inBlock) {
      findings.add(
          finding("The script begins a transaction and doesn't end it.", "Add COMMIT at its end.")
              .at(Location.file(source.file())));
    }
    flush();
    if (groups.isEmpty() || groups.getLast() instanceof Group.Alone) {
      groups.add(new Group.Together("", List.of()));
    }
    return new Grouped(List.copyOf(groups), List.copyOf(findings));
  }

  private void refuse(PlannedStatement statement, String message, String help) {
    findings.add(finding(message, help).at(statement.where()).showing(statement.in(source)));
  }

  private static Finding finding(String message, String help) {
    return Finding.of("transaction-control", Severity.ERROR, message)
        .because("The migration and its history row must be committed together.")
        .help(help);
  }

  private Finding scriptError(Script script, Statement statement) {
    int offset = statement.error().map(error -> error.offset()).orElse(0);
    return Finding.of(
            "script-error",
            Severity.ERROR,
            statement.error().map(error -> error.message()).orElse("The script can't be read."))
        .at(new Location(source.file(), script.position(offset)))
        .showing(Snippet.of(source.text(), new Span(offset, offset + 1)));
  }
}
