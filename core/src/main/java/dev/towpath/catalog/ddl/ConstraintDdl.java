package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The constraints of tables and of domains, with the indexes behind them.
final class ConstraintDdl implements Family {
  private static final String DEFINITION = "definition";
  private static final String VALID = "valid";
  private static final String DEFERRABLE = "deferrable";
  private static final String ENFORCED = "enforced";
  private static final String TRIGGERS = "triggers";

  private final Context context;

  ConstraintDdl(Context context) {
    this.context = context;
  }

  private static boolean isForeignKey(CatalogObject constraint) {
    return constraint.properties().getOrDefault(DEFINITION, "").startsWith("FOREIGN KEY");
  }

  /// Whether it is a foreign key to another table that goes. There may be one in the other
  /// direction, so such a key goes by itself before both tables.
  static boolean refersToGoing(ObjectName name, Context context) {
    return name.kind() == Kind.CONSTRAINT
        && context.before().needs(name).stream()
            .filter(need -> !need.parent().isEmpty())
            .filter(
                need ->
                    !need.parent().equals(name.parent()) || !need.schema().equals(name.schema()))
            .flatMap(need -> context.before().whole(need).stream())
            .anyMatch(table -> context.goes(table.name()));
  }

  private boolean isDomains(ObjectName name, Side side) {
    return side.find(Kind.DOMAIN, name.schema(), name.parent()).isPresent();
  }

  private String alter(ObjectName name, Side side) {
    return "alter " + (isDomains(name, side) ? "domain " : "table ") + Sql.parent(name) + " ";
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    if (becameOwn(object, context.before(), context.after())) {
      return;
    }
    Map<String, String> is = object.properties();
    String sql =
        (alter(name, context.after()) + "add constraint " + Sql.name(name.name()) + " ")
            + is.getOrDefault(DEFINITION, "")
            + deferrable(is.getOrDefault(DEFERRABLE, ""))
            + (is.containsKey(ENFORCED) ? " not enforced" : "")
            + (is.containsKey(VALID) ? " not valid" : "");
    Phase phase = isForeignKey(object) ? Phase.FOREIGN_KEY : Phase.CONSTRAINT;
    context.steps().create(phase, name, sql);
    state(Change.between(CatalogObject.of(name, Map.of()), object));
  }

  private static String deferrable(String value) {
    return switch (value) {
      case "yes" -> " deferrable";
      case "" -> "";
      default -> " deferrable " + value;
    };
  }

  /// Whether a table had the constraint from a parent on one side and has it on the other without
  /// that parent: what it has stays its own without a statement.
  private static boolean becameOwn(CatalogObject constraint, Side from, Side to) {
    ObjectName name = constraint.name();
    Optional<CatalogObject> table = to.whole(name).filter(t -> from.has(t.name()));
    return table.stream()
        .flatMap(t -> from.parents(t.name()).stream().filter(p -> !to.needs(t.name()).contains(p)))
        .flatMap(parent -> from.parts(parent).stream())
        .anyMatch(part -> isLike(part, constraint));
  }

  private static boolean isLike(CatalogObject one, CatalogObject other) {
    return one.name().kind() == other.name().kind()
        && one.properties().getOrDefault(DEFINITION, "").equals(other.properties().get(DEFINITION));
  }

  @Override
  public void drop(CatalogObject object) {
    ObjectName name = object.name();
    if (becameOwn(object, context.after(), context.before())) {
      if (context
          .after()
          .whole(name)
          .filter(t -> context.after().isPartition(t.name()))
          .isEmpty()) {
        context.steps().gap(name, "It stays the table's own when it is inherited too.");
      }
      return;
    }
    context
        .steps()
        .drop(name, alter(name, context.before()) + "drop constraint " + Sql.name(name.name()));
  }

  @Override
  public void change(Change change) {
    if (needsRemake(change)) {
      return;
    }
    ObjectName name = change.object();
    String alter = alter(name, context.after());
    String quoted = Sql.name(name.name());
    if (change.has(DEFERRABLE)) {
      String how = change.is(DEFERRABLE);
      String sql = how.isEmpty() ? " not deferrable" : deferrable(how);
      String initially = how.equals("yes") ? " initially immediate" : "";
      step(name, alter + "alter constraint " + quoted + sql + initially);
    }
    if (change.has(ENFORCED)) {
      String not = change.is(ENFORCED).isEmpty() ? "" : "not ";
      step(name, alter + "alter constraint " + quoted + " " + not + "enforced");
    }
    if (change.has(VALID)) {
      step(name, alter + "validate constraint " + quoted);
    }
    state(change);
  }

  private void step(ObjectName name, String sql) {
    context.steps().change(Phase.FOREIGN_KEY, name, sql);
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has(DEFINITION)
        || change.gets(VALID)
        || (change.hasAny(DEFERRABLE, ENFORCED) && !isForeignKey(change.after()))
        || change.loses("index valid");
  }

  /// What the index and the triggers behind it are set to.
  private void state(Change change) {
    IndexState.write(change, context.steps());
    if (change.gets("index valid")) {
      context.steps().gap(change.object(), IndexState.INVALID);
    }
    if (change.has(TRIGGERS)) {
      triggers(change);
    }
  }

  /// The triggers of one constraint have no names to tell beforehand: they are switched for the
  /// whole table, or not at all.
  private void triggers(Change change) {
    ObjectName name = change.object();
    List<CatalogObject> keys =
        context.after().whole(name).map(t -> context.after().parts(t.name())).orElse(List.of());
    boolean together =
        keys.stream()
            .filter(part -> part.name().kind() == Kind.CONSTRAINT && isForeignKey(part))
            .allMatch(
                part -> part.properties().getOrDefault(TRIGGERS, "").equals(change.is(TRIGGERS)));
    if (!together || change.is(TRIGGERS).equals("changed")) {
      context
          .steps()
          .gap(name, "The triggers behind one foreign key can't be switched by a fixed statement.");
      return;
    }
    String verb = change.is(TRIGGERS).isEmpty() ? "enable" : "disable";
    context
        .steps()
        .change(
            Phase.TRIGGER_STATE,
            name,
            "alter table " + Sql.parent(name) + " " + verb + " trigger all");
    keys.stream()
        .filter(part -> part.name().kind() == Kind.TRIGGER)
        .forEach(trigger -> TriggerDdl.state(trigger, name, context.steps()));
  }
}
