package dev.towpath.lint;

import dev.towpath.lint.locks.Effect;
import dev.towpath.lint.locks.Hold;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.locks.Observed;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a form of statement costs a system that is in use, in a sentence or two from the lock
/// table. Locks that stop neither writes nor other schema changes aren't worth a word.
final class Cost {
  private final Change change;
  private final Observed observed;
  private final List<Hold> told;
  private final Optional<Role> main;
  private final Map<Role, String> words;
  private final Optional<Name> table;

  private Cost(
      Change change,
      Observed observed,
      List<Hold> told,
      Map<Role, String> words,
      Optional<Name> table) {
    this.change = change;
    this.observed = observed;
    this.told = told;
    this.main = main(told);
    this.words = words;
    this.table = table;
  }

  /// Tells of all that is locked, where the named table is what the form locks first.
  static String of(Change change, Observed observed, Name table) {
    List<Hold> told = observed.holds().stream().filter(Cost::isTold).toList();
    Map<Role, String> words = new EnumMap<>(Role.class);
    main(told).ifPresent(role -> words.put(role, table.toString()));
    return new Cost(change, observed, told, words, Optional.of(table)).sentences();
  }

  /// Tells of some roles only, in words of the caller's.
  static String of(Change change, Observed observed, Map<Role, String> words) {
    List<Hold> told =
        observed.holds().stream()
            .filter(hold -> isTold(hold) && words.containsKey(hold.role()))
            .toList();
    return new Cost(change, observed, told, words, Optional.empty()).sentences();
  }

  /// The table, or else what the form locks first; an index only where it locks nothing else.
  private static Optional<Role> main(List<Hold> told) {
    return told.stream()
        .map(Hold::role)
        .filter(role -> !role.isIndex())
        .findFirst()
        .or(() -> told.stream().map(Hold::role).findFirst());
  }

  private static boolean isTold(Hold hold) {
    return hold.mode().conflicts(LockMode.SHARE_UPDATE_EXCLUSIVE);
  }

  private String sentences() {
    if (observed.refusal().isPresent()) {
      return "PostgreSQL %d refuses it (%s)."
          .formatted(change.major(), observed.refusal().orElseThrow());
    }
    String own = of(hold -> main.filter(hold.role()::equals).isPresent(), "It takes ");
    String rest = others();
    return own.isEmpty() ? "" : own + rows() + "." + (rest.isEmpty() ? "" : " " + rest + ".");
  }

  /// The locks on other tables, those of the same mode together; an index only where its lock is
  /// stronger than the one on its table.
  private String others() {
    LockMode strongest = main.flatMap(observed::on).orElse(LockMode.ACCESS_SHARE);
    return of(
        hold ->
            main.filter(hold.role()::equals).isEmpty()
                && (!hold.role().isIndex() || hold.mode().compareTo(strongest) > 0),
        "It also takes ");
  }

  private String of(Predicate<Hold> wanted, String start) {
    Map<String, Set<String>> takes = new LinkedHashMap<>();
    for (Hold hold : told) {
      if (wanted.test(hold)) {
        takes.computeIfAbsent(lock(hold), _ -> new LinkedHashSet<>()).add(name(hold.role()));
      }
    }
    List<String> parts = new ArrayList<>();
    takes.forEach((lock, names) -> parts.add(lock.formatted(String.join(" and ", names))));
    return parts.isEmpty() ? "" : start + String.join(", and ", parts);
  }

  private static String lock(Hold hold) {
    String mode = hold.mode().toString().toUpperCase(Locale.ROOT);
    return mode + " on %s, which " + hold.mode().effect() + work(hold);
  }

  private static String work(Hold hold) {
    String does =
        hold.effects().stream()
            .filter(effect -> effect != Effect.SCAN || !hold.rewrites())
            .sorted()
            .map(Cost::work)
            .collect(Collectors.joining(" and "));
    return does.isEmpty() ? "" : ", and " + does;
  }

  private static String work(Effect effect) {
    return switch (effect) {
      case REWRITE -> "writes all its rows and indexes anew meanwhile";
      case SCAN -> "reads all its rows meanwhile";
      case REBUILD -> "builds it anew meanwhile";
      case EMPTY -> "leaves no row in it";
      case WAIT -> "waits for all transactions that use it";
    };
  }

  private String rows() {
    Optional<Table> known = table.flatMap(change::known);
    if (known.isEmpty() || known.get().rows().isEmpty()) {
      return "";
    }
    long rows = known.get().rows().getAsLong();
    return String.format(Locale.ROOT, "; %s has about %,d rows", known.get().name(), rows);
  }

  /// The name of what has a role, where the statement says it.
  private String name(Role role) {
    String said = words.get(role);
    if (said != null) {
      return said;
    }
    List<Name> named =
        switch (role) {
          case REFERENCED -> referenced();
          case PARTITION -> partitions();
          default -> List.of();
        };
    return named.isEmpty()
        ? role.words()
        : named.stream()
            .map(each -> change.schema().qualified(each).toString())
            .distinct()
            .collect(Collectors.joining(" and "));
  }

  private List<Name> referenced() {
    return Nodes.find(change.node(), Node.Constraint.class).stream()
        .flatMap(key -> Optional.ofNullable(key.pktable()).stream())
        .map(Name::of)
        .toList();
  }

  private List<Name> partitions() {
    return Nodes.find(change.node(), Node.PartitionCmd.class).stream()
        .flatMap(part -> Optional.ofNullable(part.name()).stream())
        .map(Name::of)
        .toList();
  }
}
