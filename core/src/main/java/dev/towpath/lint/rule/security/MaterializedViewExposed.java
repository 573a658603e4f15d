package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.reading.Made;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// A materialized view that clients can read has no row security.
final class MaterializedViewExposed implements Rule {
  @Override
  public String name() {
    return "materialized-view-exposed";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Exposure.isOn(change)
        ? Made.materializedView(change).map(MaterializedViewExposed::hit).stream().toList()
        : List.of();
  }

  private static Hit hit(Name view) {
    return Hit.of("This shows all rows of materialized view %s to everyone.".formatted(view))
        .because(
            "A materialized view can't have row security, and was filled with its owner's rights;"
                + " the platform serves it over the internet.")
        .help(
            "REVOKE ALL ON %s FROM anon, authenticated; or keep it in a schema of its own."
                .formatted(view))
        .ifStill(
            schema ->
                schema.table(view).isPresent()
                    && Exposure.reaches(schema, Access.Kind.RELATION, view));
  }
}
