package dev.towpath.catalog.ddl;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/// Sorts steps so that each finds what it needs: by phase, but after all that its objects need or,
/// if it drops them, after all that can't be without them. Where such needs go in a circle, the
/// phase decides.
final class Order {
  private final List<Step> steps;
  private final Side before;
  private final Side after;
  private final Map<Step.Deed, Map<ObjectName, List<Integer>>> of = new EnumMap<>(Step.Deed.class);
  private final List<Set<Integer>> next = new ArrayList<>();
  private final int[] waitingFor;

  private Order(List<Step> steps, Side before, Side after) {
    this.steps = steps;
    this.before = before;
    this.after = after;
    this.waitingFor = new int[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      next.add(new TreeSet<>());
      for (ObjectName name : steps.get(i).covers()) {
        of.computeIfAbsent(steps.get(i).deed(), deed -> new HashMap<>())
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(i);
      }
    }
  }

  static List<DdlStatement> sort(List<Step> steps, Side before, Side after) {
    Order order = new Order(steps, before, after);
    for (int i = 0; i < steps.size(); i++) {
      order.place(i, steps.get(i));
    }
    return order.sorted();
  }

  private List<Integer> steps(Step.Deed deed, ObjectName name) {
    return of.getOrDefault(deed, Map.of()).getOrDefault(name, List.of());
  }

  private void after(int later, Step.Deed deed, ObjectName name) {
    for (int earlier : steps(deed, name)) {
      if (earlier != later && next.get(earlier).add(later)) {
        waitingFor[later]++;
      }
    }
  }

  private void place(int at, Step step) {
    for (ObjectName name : step.covers()) {
      switch (step.deed()) {
        case LOOSEN -> {}
        case ANNOUNCE -> placeMaking(at, name);
        case DROP -> placeDrop(at, step, name);
        case CREATE, CHANGE -> {
          after(at, Step.Deed.ANNOUNCE, name);
          if (step.deed() == Step.Deed.CHANGE) {
            after(at, Step.Deed.CREATE, name);
            before.needing(name).forEach(other -> after(at, Step.Deed.DROP, other));
          }
          placeMaking(at, name);
          placeNeeds(at, step, name);
        }
        case FINISH -> {
          after(at, Step.Deed.CREATE, name);
          after(at, Step.Deed.CHANGE, name);
          after.needs(name).forEach(need -> after(at, Step.Deed.CREATE, need));
        }
      }
    }
  }

  private void placeMaking(int at, ObjectName name) {
    after(at, Step.Deed.LOOSEN, name);
    after(at, Step.Deed.DROP, name);
    if (!name.schema().isEmpty()) {
      after(at, Step.Deed.CREATE, new ObjectName(Kind.SCHEMA, "", "", name.schema()));
    }
    for (Kind kind : clashing(name.kind())) {
      after(at, Step.Deed.DROP, new ObjectName(kind, name.schema(), "", name.name()));
    }
  }

  private void placeNeeds(int at, Step step, ObjectName name) {
    Set<ObjectName> needs = new TreeSet<>(after.needs(name));
    for (ObjectName parent : after.parents(name)) {
      after.columns(parent).forEach(column -> needs.add(column.name()));
    }
    if (name.kind() == Kind.COLUMN) {
      after.whole(name).ifPresent(table -> needsOfParents(table.name(), name, needs));
    }
    for (ObjectName need : needs) {
      if (isOwner(name, need) || step.covers().contains(need)) {
        continue;
      }
      boolean mutual = after.needs(need).contains(name);
      if (mutual && need.kind() == Kind.BASE_TYPE) {
        after(at, Step.Deed.ANNOUNCE, need);
      } else {
        after(at, Step.Deed.CREATE, need);
        after(at, Step.Deed.CHANGE, need);
      }
    }
  }

  private void needsOfParents(ObjectName table, ObjectName column, Set<ObjectName> needs) {
    for (ObjectName parent : Columns.parents(table, after)) {
      needs.add(new ObjectName(Kind.COLUMN, parent.schema(), parent.name(), column.name()));
    }
  }

  /// A sequence is made before the column that it belongs to, whose default may need it.
  private static boolean isOwner(ObjectName name, ObjectName need) {
    return name.kind() == Kind.SEQUENCE && need.kind() == Kind.COLUMN;
  }

  private void placeDrop(int at, Step step, ObjectName name) {
    after(at, Step.Deed.LOOSEN, name);
    for (ObjectName other : before.needing(name)) {
      if (step.covers().contains(other)) {
        continue;
      }
      after(at, Step.Deed.DROP, other);
      after(at, Step.Deed.LOOSEN, other);
      if (!after.needs(other).contains(name)) {
        after(at, Step.Deed.CHANGE, other);
      }
    }
  }

  private static List<Kind> clashing(Kind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, COMPOSITE_TYPE -> RELATIONS;
      case ENUM, DOMAIN, RANGE_TYPE, BASE_TYPE -> RELATIONS;
      case FUNCTION, PROCEDURE, AGGREGATE -> ROUTINES;
      default -> List.of();
    };
  }

  private static final List<Kind> ROUTINES = List.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.AGGREGATE);
  private static final List<Kind> RELATIONS =
      List.of(
          Kind.TABLE,
          Kind.FOREIGN_TABLE,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.SEQUENCE,
          Kind.COMPOSITE_TYPE,
          Kind.ENUM,
          Kind.DOMAIN,
          Kind.RANGE_TYPE,
          Kind.BASE_TYPE);

  private List<DdlStatement> sorted() {
    Comparator<Integer> usual =
        Comparator.comparing((Integer i) -> steps.get(i).phase())
            .thenComparing(Comparator.naturalOrder());
    PriorityQueue<Integer> ready = new PriorityQueue<>(usual);
    TreeSet<Integer> left = new TreeSet<>(usual);
    for (int i = 0; i < steps.size(); i++) {
      left.add(i);
      if (waitingFor[i] == 0) {
        ready.add(i);
      }
    }
    List<DdlStatement> sorted = new ArrayList<>();
    while (!left.isEmpty()) {
      Integer at = ready.isEmpty() ? left.first() : ready.remove();
      if (left.remove(at)) {
        sorted.add(steps.get(at).statement());
        for (int later : next.get(at)) {
          if (--waitingFor[later] == 0) {
            ready.add(later);
          }
        }
      }
    }
    return sorted;
  }
}
