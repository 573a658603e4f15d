package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.reading.NewForeignKey;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A foreign key to a column of the platform's own tables that isn't their primary key.
final class ForeignKeyToAuthUnique implements NewColumnRule {
  private static final String AUTH = "auth";
  private static final List<String> KEY = List.of("id");

  @Override
  public String name() {
    return "foreign-key-to-auth-unique";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Exposure.isOn(change)
        ? NewForeignKey.in(change).stream()
            .flatMap(key -> hit(key, key.node().pktable()).stream())
            .toList()
        : List.of();
  }

  /// Empty for the primary key.
  private static List<String> columns(NewForeignKey key) {
    return key.node().pkAttrs().stream().map(Name::word).toList();
  }

  private static Optional<Hit> hit(NewForeignKey key, Node.@Nullable RangeVar referenced) {
    return referenced == null
            || !referenced.schemaname().equals(AUTH)
            || columns(key).isEmpty()
            || columns(key).equals(KEY)
        ? Optional.empty()
        : Optional.of(hit(key, Name.of(referenced)));
  }

  private static Hit hit(NewForeignKey key, Name table) {
    String columns = String.join(", ", columns(key));
    return Hit.of("This foreign key needs a UNIQUE of %s that is the platform's.".formatted(table))
        .at(key.node().location())
        .because(
            ("Only the primary key is there to stay: an upgrade of the platform that changes the"
                    + " UNIQUE of (%s) fails at your key, and a restore may.")
                .formatted(columns))
        .help("REFERENCES %s (id); look the other column up by it.".formatted(table));
  }
}
