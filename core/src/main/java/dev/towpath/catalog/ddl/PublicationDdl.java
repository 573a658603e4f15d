package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Publications. A subscription can't be written: its connection string holds a password and is
/// never read.
final class PublicationDdl implements Family {
  private static final String TABLE = "table ";
  private static final String SCHEMA = "tables in schema ";

  private final Context context;

  PublicationDdl(Context context) {
    this.context = context;
  }

  private boolean isSubscription(ObjectName name) {
    if (name.kind() == Kind.SUBSCRIPTION) {
      context
          .steps()
          .gap(name, "Its connection string may hold a password and is never read; do it by hand.");
      return true;
    }
    return false;
  }

  @Override
  public void create(CatalogObject object) {
    if (isSubscription(object.name())) {
      return;
    }
    Map<String, String> is = object.properties();
    String members =
        is.keySet().stream()
            .filter(PublicationDdl::isMember)
            .map(member -> member(member, is.getOrDefault(member, "")))
            .collect(Collectors.joining(", "));
    String what =
        is.containsKey("all tables")
            ? " for all tables"
            : members.isEmpty() ? "" : " for " + members;
    context
        .steps()
        .create(
            Phase.PUBLICATION,
            object.name(),
            "create publication " + Sql.path(object.name()) + what + " with (" + options(is) + ")");
  }

  private static boolean isMember(String property) {
    return property.startsWith(TABLE) || property.startsWith(SCHEMA);
  }

  private static String member(String property, String value) {
    if (!property.startsWith(TABLE)) {
      return property;
    }
    String limits = value.equals("yes") ? "" : " " + value.replaceFirst("^columns ", "");
    return "table only " + property.substring(TABLE.length()) + limits;
  }

  private static String options(Map<String, String> is) {
    String options = "publish = " + Sql.literal(is.getOrDefault("operations", ""));
    options += ", publish_via_partition_root = " + is.containsKey("via root");
    return is.containsKey("generated columns")
        ? options + ", publish_generated_columns = stored"
        : options;
  }

  @Override
  public void drop(CatalogObject object) {
    if (!isSubscription(object.name())) {
      context.steps().drop(object.name(), "drop publication " + Sql.path(object.name()));
    }
  }

  @Override
  public void change(Change change) {
    if (isSubscription(change.object())) {
      return;
    }
    List<String> dropped = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (String property : change.names()) {
      if (isMember(property)) {
        if (!change.was(property).isEmpty()) {
          dropped.add(member(property, "yes"));
        }
        change.now(property).ifPresent(value -> added.add(member(property, value)));
      }
    }
    dropped.forEach(member -> alter(change, "drop " + member));
    added.forEach(member -> alter(change, "add " + member));
    if (change.hasAny("operations", "via root", "generated columns")) {
      String options = options(change.after().properties());
      boolean none = change.has("generated columns") && change.is("generated columns").isEmpty();
      alter(change, "set (" + options + (none ? ", publish_generated_columns = none" : "") + ")");
    }
  }

  private void alter(Change change, String action) {
    context
        .steps()
        .change(
            Phase.PUBLICATION,
            change.object(),
            "alter publication " + Sql.path(change.object()) + " " + action);
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has("all tables");
  }
}
