package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.effect.TypeChange;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A change of type that rewrites a table, rebuilds its indexes or reads it under the strongest
/// lock.
final class ChangeType implements AlterTableRule {
  @Override
  public String name() {
    return "change-type";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AlteredTable.typeChanges(change).stream()
        .flatMap(each -> hit(change, each).stream())
        .toList();
  }

  private static Optional<Hit> hit(Change change, TypeChange type) {
    return switch (type.cost()) {
      case NONE -> type.checks().isEmpty() ? Optional.empty() : Optional.of(recheck(change, type));
      case INDEXES ->
          type.mayBeIndexed()
              ? Optional.of(
                  hit(
                      change,
                      type,
                      "builds its indexes anew",
                      "alter-type-timestamptz-utc-indexed"))
              : Optional.empty();
      case UTC -> Optional.of(utc(change, type));
      case REWRITE -> Optional.of(hit(change, type, "rewrites the table", "alter-type-rewrite"));
      case UNKNOWN -> Optional.of(unknown(change, type));
    };
  }

  private static Hit hit(Change change, TypeChange type, String what, String form) {
    return of(type, "from %s to %s and %s".formatted(type.before(), type.after(), what))
        .because(change.cost(form, type.table()) + others(type));
  }

  private static Hit utc(Change change, TypeChange type) {
    Hit hit =
        hit(
            change,
            type,
            "rewrites the table unless the time zone is UTC",
            "alter-type-timestamptz");
    return hit.help(
        "If the times are UTC, put SET LOCAL timezone = 'UTC' in front of it, in the same"
            + " transaction: then the rows stay as they are, and only indexes of the column are"
            + " built anew.");
  }

  private static Hit recheck(Change change, TypeChange type) {
    return of(
            type, "from %s to %s and checks all rows again".formatted(type.before(), type.after()))
        .because(
            "%s mentions the column. %s"
                .formatted(
                    String.join(", ", type.checks()),
                    change.cost("alter-type-checked", type.table())))
        .help("Drop the CHECK, change the type, and add the CHECK again NOT VALID.");
  }

  private static Hit unknown(Change change, TypeChange type) {
    return of(type, "to %s, which may rewrite the table".formatted(type.after()))
        .because(
            "Its type now isn't known here. Unless the change only widens it, such as varchar(20)"
                + " to text: "
                + change.cost("alter-type-rewrite", type.table()));
  }

  private static Hit of(TypeChange type, String what) {
    return Hit.of("This changes %s.%s %s.".formatted(type.table(), type.column(), what))
        .at(type.to().location())
        .help(
            "Add a column of the new type, keep both in step by a trigger, fill it in batches, and"
                + " change over in a later release.")
        .sizedBy(type.table());
  }

  private static String others(TypeChange type) {
    return type.referenced().isEmpty()
        ? ""
        : " Its foreign key is looked up again, and %s is locked too."
            .formatted(
                type.referenced().stream().map(Name::toString).collect(Collectors.joining(", ")));
  }
}
