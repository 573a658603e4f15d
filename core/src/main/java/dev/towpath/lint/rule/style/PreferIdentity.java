package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A serial column is a default that anyone may override, with a sequence of its own rights.
final class PreferIdentity implements NewColumnRule {
  @Override
  public String name() {
    return "prefer-identity";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    return NewColumn.in(change).stream()
        .filter(column -> AddedColumn.isSerial(column.node()))
        .map(PreferIdentity::hit)
        .toList();
  }

  private static Hit hit(NewColumn column) {
    return Hit.of("Column %s is serial.".formatted(column.name()))
        .at(column.node().location())
        .because(
            "Its sequence needs grants of its own, and a value given by hand makes a later insert"
                + " fail.")
        .help("Use bigint GENERATED ALWAYS AS IDENTITY.");
  }
}
