package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Finds what has to be dropped and made again: what can't be changed in place, and whatever can't
/// be without that.
final class Remakes {
  /// What holds nothing that would be lost.
  private static final Set<Kind> REMAKABLE =
      EnumSet.of(
          Kind.CAST,
          Kind.TRANSFORM,
          Kind.EVENT_TRIGGER,
          Kind.PUBLICATION,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.FUNCTION,
          Kind.PROCEDURE,
          Kind.AGGREGATE,
          Kind.OPERATOR,
          Kind.OPERATOR_CLASS,
          Kind.OPERATOR_FAMILY,
          Kind.CONVERSION,
          Kind.TEXT_SEARCH_PARSER,
          Kind.TEXT_SEARCH_TEMPLATE,
          Kind.TEXT_SEARCH_DICTIONARY,
          Kind.TEXT_SEARCH_CONFIGURATION,
          Kind.STATISTICS,
          Kind.CONSTRAINT,
          Kind.INDEX,
          Kind.TRIGGER,
          Kind.POLICY,
          Kind.RULE);

  /// What PostgreSQL itself makes again when a column gets another type.
  private static final Set<Kind> FOLLOWING =
      EnumSet.of(Kind.CONSTRAINT, Kind.INDEX, Kind.STATISTICS);

  private final Context context;

  Remakes(Context context) {
    this.context = context;
  }

  /// What is in the way of remaking an object.
  private record Closure(Set<ObjectName> remade, Set<ObjectName> defaults, Set<ObjectName> blocks) {
    Closure() {
      this(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
  }

  void find(Collection<Change> changes, Families families, Set<ObjectName> removed) {
    Set<ObjectName> changed = new HashSet<>();
    changes.forEach(change -> changed.add(change.object()));
    for (Change change : changes) {
      ObjectName name = change.object();
      if (needsRemake(change, families)) {
        remake(name);
      } else if (ColumnDdl.changesType(change)) {
        adopt(name, closure(name, true));
      }
    }
    for (ObjectName name : removed) {
      for (ObjectName other : context.before().needing(name)) {
        if (context.after().has(other)
            && !changed.contains(other)
            && REMAKABLE.contains(other.kind())) {
          remake(other);
        }
      }
    }
  }

  private boolean needsRemake(Change change, Families families) {
    return change.object().kind() == Kind.COLUMN
        ? ColumnDdl.needsRemake(change, context.before().major())
        : families.of(change.object().kind()).needsRemake(change);
  }

  private void remake(ObjectName name) {
    Closure closure = closure(name, false);
    closure.remade.add(name);
    adopt(name, closure);
  }

  private void adopt(ObjectName name, Closure closure) {
    Optional<ObjectName> block = closure.blocks.stream().sorted().findFirst();
    if (block.isPresent()) {
      context
          .steps()
          .gap(
              name,
              ("It would have to be dropped and made again, and " + block.orElseThrow().title())
                  + " can't be without it.");
      return;
    }
    context.remade().addAll(closure.remade);
    context.defaults().addAll(closure.defaults);
  }

  private Closure closure(ObjectName start, boolean retyped) {
    Closure closure = new Closure();
    Deque<ObjectName> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      ObjectName from = open.remove();
      for (ObjectName other : context.before().needing(from)) {
        boolean follows = retyped && from.equals(start) && FOLLOWING.contains(other.kind());
        boolean known = other.equals(start) || closure.remade.contains(other);
        if (!known && !follows && context.after().has(other) && mustGo(other, from, closure)) {
          closure.remade.add(other);
          open.add(other);
        }
      }
    }
    return closure;
  }

  private boolean mustGo(ObjectName other, ObjectName from, Closure closure) {
    if (REMAKABLE.contains(other.kind())) {
      return true;
    }
    if (other.kind() == Kind.COLUMN) {
      return column(other, from, closure);
    }
    if (other.kind() != Kind.SEQUENCE) {
      closure.blocks.add(other);
    }
    return false;
  }

  /// A generated column holds nothing of its own; a default can be set again.
  private boolean column(ObjectName column, ObjectName from, Closure closure) {
    Optional<CatalogObject> before = context.before().find(column);
    if (before.filter(c -> c.properties().containsKey("generated")).isPresent()) {
      return true;
    }
    boolean isDefault = before.filter(c -> c.properties().containsKey("default")).isPresent();
    if (isDefault && from.kind() == Kind.FUNCTION) {
      closure.defaults.add(column);
    } else {
      closure.blocks.add(column);
    }
    return false;
  }
}
