package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;

/// Enums. Labels can be added in place, but neither taken away nor moved.
final class EnumDdl implements Family {
  private static final String LABELS = "labels";
  private final Steps steps;

  EnumDdl(Context context) {
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    String labels = object.properties().getOrDefault(LABELS, "");
    steps.create(
        Phase.TYPE,
        object.name(),
        "create type " + Sql.path(object.name()) + " as enum (" + labels + ")");
  }

  @Override
  public void drop(CatalogObject object) {
    steps.drop(object.name(), "drop type " + Sql.path(object.name()));
  }

  @Override
  public void change(Change change) {
    if (!change.has(LABELS)) {
      return;
    }
    List<String> before = Sql.items(change.was(LABELS));
    List<String> after = Sql.items(change.is(LABELS));
    sayGaps(change.object(), before, after);
    String previous = "";
    for (String label : after) {
      if (!before.contains(label)) {
        add(change.object(), label, previous, before);
      }
      previous = label;
    }
  }

  private void add(ObjectName name, String label, String previous, List<String> before) {
    String place =
        previous.isEmpty()
            ? before.isEmpty() ? "" : " before " + before.getFirst()
            : " after " + previous;
    steps.change(Phase.TYPE, name, "alter type " + Sql.path(name) + " add value " + label + place);
  }

  private void sayGaps(ObjectName name, List<String> before, List<String> after) {
    List<String> kept = new ArrayList<>(before);
    kept.retainAll(after);
    List<String> gone = new ArrayList<>(before);
    gone.removeAll(after);
    if (!gone.isEmpty()) {
      steps.gap(
          name,
          ("PostgreSQL can't take the label "
                  + String.join(", ", gone)
                  + " away from an enum: make")
              + " a new type, and alter the columns to it.");
    }
    List<String> order = new ArrayList<>(after);
    order.retainAll(kept);
    if (!order.equals(kept)) {
      steps.gap(name, "PostgreSQL can't bring the labels of an enum into another order.");
    }
  }
}
