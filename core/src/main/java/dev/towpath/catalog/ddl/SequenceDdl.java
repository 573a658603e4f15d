package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sequences. The one behind an identity column is made and dropped with its column.
final class SequenceDdl implements Family {
  private static final String OWNED_BY = "owned by";
  private static final String IDENTITY = "identity of ";

  private final Context context;

  SequenceDdl(Context context) {
    this.context = context;
  }

  static boolean isIdentity(CatalogObject sequence) {
    return sequence.properties().getOrDefault(OWNED_BY, "").startsWith(IDENTITY);
  }

  @Override
  public void create(CatalogObject object) {
    if (isIdentity(object)) {
      return;
    }
    ObjectName name = object.name();
    Map<String, String> is = object.properties();
    String unlogged = is.containsKey("persistence") ? "unlogged " : "";
    context
        .steps()
        .create(
            Phase.SEQUENCE,
            name,
            "create " + unlogged + "sequence " + Sql.path(name) + " " + options(object));
    if (is.containsKey(OWNED_BY)) {
      ownedBy(name, is.getOrDefault(OWNED_BY, ""));
    }
  }

  /// All its options, none left to a default.
  static String options(CatalogObject sequence) {
    Map<String, String> is = sequence.properties();
    List<String> options = new ArrayList<>();
    options.add("as " + is.get("type"));
    options.add("increment " + is.get("increment"));
    options.add("minvalue " + is.get("minimum") + " maxvalue " + is.get("maximum"));
    options.add("start " + is.get("start"));
    if (is.containsKey("cache")) {
      options.add("cache " + is.get("cache"));
    }
    if (is.containsKey("cycle")) {
      options.add("cycle");
    }
    return String.join(" ", options);
  }

  /// What goes with its column needs no statement.
  @Override
  public void drop(CatalogObject object) {
    Optional<ObjectName> column = context.before().owningColumn(object.name());
    if (isIdentity(object) || column.filter(context::goes).isPresent()) {
      return;
    }
    context
        .steps()
        .drop(
            Set.of(object.name()),
            object.name(),
            "drop sequence " + Sql.path(object.name()),
            "the numbers that the sequence has given");
  }

  @Override
  public void change(Change change) {
    ObjectName name = change.object();
    List<String> options = new ArrayList<>();
    option(change, "type", "as ", options);
    option(change, "increment", "increment ", options);
    option(change, "minimum", "minvalue ", options);
    option(change, "maximum", "maxvalue ", options);
    option(change, "start", "start ", options);
    if (change.has("cache")) {
      options.add("cache " + change.now("cache").orElse("1"));
    }
    if (change.has("cycle")) {
      options.add(change.now("cycle").isPresent() ? "cycle" : "no cycle");
    }
    if (!options.isEmpty()) {
      alter(name, String.join(" ", options));
    }
    if (change.has("persistence") && context.after().owningColumn(name).isEmpty()) {
      alter(name, "set " + change.now("persistence").orElse("logged"));
    }
    if (change.has(OWNED_BY)) {
      changeOwnedBy(change);
    }
  }

  private void changeOwnedBy(Change change) {
    if (isIdentity(change.before()) || isIdentity(change.after())) {
      context
          .steps()
          .gap(change.object(), "It can't become or cease to be an identity's sequence.");
      return;
    }
    if (!change.was(OWNED_BY).isEmpty()) {
      context
          .steps()
          .loosen(
              change.object(), "alter sequence " + Sql.path(change.object()) + " owned by none");
    }
    if (!change.is(OWNED_BY).isEmpty()) {
      ownedBy(change.object(), change.is(OWNED_BY));
    }
  }

  private void ownedBy(ObjectName name, String column) {
    context
        .steps()
        .finish(Phase.OWNED_BY, name, "alter sequence " + Sql.path(name) + " owned by " + column);
  }

  private void alter(ObjectName name, String action) {
    context.steps().change(Phase.SEQUENCE, name, "alter sequence " + Sql.path(name) + " " + action);
  }

  private static void option(Change change, String property, String word, List<String> options) {
    if (change.has(property)) {
      options.add(word + change.is(property));
    }
  }
}
