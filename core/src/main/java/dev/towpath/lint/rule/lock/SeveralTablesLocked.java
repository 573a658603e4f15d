package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.effect.Touch;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.reading.HeldLocks;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One transaction stops writes or reads on several tables, one behind the other.
final class SeveralTablesLocked implements Rule {
  @Override
  public String name() {
    return "several-tables-locked";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!change.transaction().isBlock()) {
      return List.of();
    }
    List<Touch> taken =
        HeldLocks.taken(change).stream().filter(SeveralTablesLocked::counts).toList();
    if (taken.isEmpty()) {
      return List.of();
    }
    List<HeldLocks.Held> held =
        HeldLocks.before(change).filter(each -> counts(each.touch())).toList();
    Optional<Touch> another = another(change, held, taken);
    return another.isEmpty() || isSaid(change, held)
        ? List.of()
        : List.of(hit(held.getFirst(), another.get()));
  }

  /// Whether it stops reads, or writes for as long as the table is big: not the moment in which a
  /// foreign key of a new table locks the other one.
  private static boolean counts(Touch touch) {
    return touch.mode() == LockMode.ACCESS_EXCLUSIVE || touch.scans() || touch.rewrites();
  }

  /// A lock on another table than those that are locked already.
  private static Optional<Touch> another(
      Change change, List<HeldLocks.Held> held, List<Touch> taken) {
    Set<Name> families = new HashSet<>();
    held.forEach(each -> families.add(HeldLocks.family(change, each.table())));
    return families.isEmpty()
        ? Optional.empty()
        : taken.stream()
            .filter(touch -> !families.contains(HeldLocks.family(change, touch.object())))
            .findFirst();
  }

  /// Whether an earlier statement was the second to lock a table: once for a transaction is enough.
  private static boolean isSaid(Change change, List<HeldLocks.Held> held) {
    int first = held.getFirst().change().place().offset();
    Set<Name> families = new HashSet<>();
    for (HeldLocks.Held each : held) {
      boolean added = families.add(HeldLocks.family(change, each.table()));
      if (added && each.change().place().offset() != first) {
        return true;
      }
    }
    return false;
  }

  private static Hit hit(HeldLocks.Held held, Touch touch) {
    return Hit.of(
            "This locks %s while the transaction keeps %s locked."
                .formatted(touch.object(), held.table()))
        .because(
            ("`%s` holds %s on %s until the commit, also while this one waits for %s on %s. Who"
                    + " uses both tables in the other order meets it in a deadlock.")
                .formatted(
                    held.words(), mode(held.touch()), held.table(), mode(touch), touch.object()))
        .help("Give each table a migration of its own, and so a short transaction of its own.");
  }

  private static String mode(Touch touch) {
    return touch.mode().toString().toUpperCase(Locale.ROOT);
  }
}
