package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects steps and gaps.
final class Steps {
  private final List<Step> steps = new ArrayList<>();
  private final Set<Gap> gaps = new LinkedHashSet<>();

  List<Step> steps() {
    return List.copyOf(steps);
  }

  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  void gap(ObjectName object, String why) {
    gaps.add(new Gap(object, why));
  }

  void loosen(ObjectName object, String sql) {
    add(Step.Deed.LOOSEN, Phase.LOOSEN, Set.of(object), object, sql, "");
  }

  void drop(ObjectName object, String sql) {
    drop(Set.of(object), object, sql, "");
  }

  void drop(Set<ObjectName> covers, ObjectName object, String sql, String destroys) {
    add(Step.Deed.DROP, Phase.DROP, covers, object, sql, destroys);
  }

  void create(Phase phase, ObjectName object, String sql) {
    create(phase, Set.of(object), object, sql);
  }

  void create(Phase phase, Set<ObjectName> covers, ObjectName object, String sql) {
    add(Step.Deed.CREATE, phase, covers, object, sql, "");
  }

  void change(Phase phase, ObjectName object, String sql) {
    change(phase, object, sql, "");
  }

  void change(Phase phase, ObjectName object, String sql, String destroys) {
    add(Step.Deed.CHANGE, phase, Set.of(object), object, sql, destroys);
  }

  void announce(Phase phase, ObjectName object, String sql) {
    add(Step.Deed.ANNOUNCE, phase, Set.of(object), object, sql, "");
  }

  void finish(Phase phase, ObjectName object, String sql) {
    add(Step.Deed.FINISH, phase, Set.of(object), object, sql, "");
  }

  private void add(
      Step.Deed deed,
      Phase phase,
      Set<ObjectName> covers,
      ObjectName object,
      String sql,
      String destroys) {
    steps.add(new Step(deed, phase, covers, new DdlStatement(object, sql, destroys)));
  }
}
