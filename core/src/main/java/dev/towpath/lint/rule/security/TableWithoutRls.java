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

/// A table in a schema that a platform serves is open to all without row security.
final class TableWithoutRls implements Rule {
  @Override
  public String name() {
    return "table-without-rls";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!Exposure.isOn(change)) {
      return List.of();
    }
    return Made.table(change).map(TableWithoutRls::hit).stream().toList();
  }

  private static Hit hit(Name table) {
    return Hit.of("This makes table %s open to everyone: it has no row security.".formatted(table))
        .because(
            "The platform serves the schema over the internet, and gives anon and authenticated all"
                + " rights on its tables: whoever has the public key reads and writes all rows.")
        .help("ALTER TABLE %s ENABLE ROW LEVEL SECURITY, and a policy.".formatted(table))
        .ifStill(
            schema ->
                schema.table(table).filter(now -> !now.rowSecurity()).isPresent()
                    && Exposure.reaches(schema, Access.Kind.RELATION, table));
  }
}
