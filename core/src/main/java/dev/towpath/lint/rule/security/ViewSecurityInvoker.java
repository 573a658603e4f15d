package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.View;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A view reads with its owner's rights, past row security.
final class ViewSecurityInvoker implements Rule {
  @Override
  public String name() {
    return "view-security-invoker";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.ViewStmt statement)
        || change.major() < SINCE
        || statement.view() == null
        || statement.view().relpersistence().equals("t")) {
      return List.of();
    }
    View view =
        change.schema().views().made(statement).filter(each -> !each.invoker()).orElse(null);
    return view == null ? List.of() : List.of(hit(view.name(), Exposure.isOn(change)));
  }

  private static final int SINCE = 15;

  /// Users of the platform, whom no client may list.
  private static final String USERS = "auth";

  private static Hit hit(Name view, boolean served) {
    return Hit.of("This view %s shows rows that row security hides.".formatted(view))
        .because(
            "It reads with its owner's rights, whom policies don't hold: whoever may read the view"
                + " sees all rows of the tables below it.")
        .help("CREATE VIEW ... WITH (security_invoker = true), each time that it is replaced.")
        .ifStill(
            schema ->
                schema.views().named(view).filter(now -> passes(schema, now, served)).isPresent()
                    && (!served || Exposure.reaches(schema, Access.Kind.RELATION, view)));
  }

  private static boolean passes(Schema schema, View view, boolean served) {
    return !view.invoker()
        && view.reads().keySet().stream()
            .anyMatch(
                read ->
                    (served && read.schema().equals(USERS))
                        || schema.table(read).filter(Table::rowSecurity).isPresent());
  }
}
