package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.View;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// CREATE OR REPLACE VIEW fails if it takes or renames columns.
final class ReplaceViewColumns implements Rule {
  @Override
  public String name() {
    return "replace-view-columns";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.ViewStmt replace) || !replace.replace()) {
      return List.of();
    }
    View now = change.schema().views().made(replace).orElse(null);
    View before = now == null ? null : change.schema().views().named(now.name()).orElse(null);
    if (now == null || before == null || now.columns().isEmpty() || before.columns().isEmpty()) {
      return List.of();
    }
    int old = before.columns().size();
    if (now.columns().size() >= old && now.columns().subList(0, old).equals(before.columns())) {
      return List.of();
    }
    return List.of(
        Hit.of("PostgreSQL refuses this: view %s has other columns now.".formatted(now.name()))
            .because(
                "It had %s and would have %s; a replaced view only gets more columns, at its end."
                    .formatted(
                        String.join(", ", before.columns()), String.join(", ", now.columns())))
            .help(
                "Keep the old columns in their order and add behind them; or drop the view and make"
                    + " it anew, with its grants."));
  }
}
