package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Privileges on objects and on columns.
final class GrantDdl {
  static final String GRANT = "grant ";
  static final String REVOKED = "revoked ";
  private static final String OWNER = "(owner)";

  private record Revoked(ObjectName relation, String role) {}

  private final Context context;
  private final Set<Revoked> revoked = new HashSet<>();

  GrantDdl(Context context) {
    this.context = context;
  }

  static boolean covers(String property) {
    return property.startsWith(GRANT) || property.startsWith(REVOKED);
  }

  /// From the privileges of one state to those of the other.
  void write(Change change) {
    for (String role : change.rest(REVOKED)) {
      take(change, role, change.was(REVOKED + role), change.is(REVOKED + role));
    }
    Set<String> roles = new TreeSet<>(change.rest(GRANT));
    roles.addAll(lostWithTable(change.after()));
    for (String role : roles) {
      boolean lost = wasRevokedWithTable(change.object(), role);
      give(change, role, lost ? "" : change.was(GRANT + role), change.is(GRANT + role));
    }
  }

  /// An object that is made now has what the default privileges of who makes it give: that is
  /// taken back where it isn't wanted.
  void writeNew(CatalogObject object) {
    for (CatalogObject usual : context.before().all()) {
      if (usual.name().kind() == Kind.DEFAULT_PRIVILEGES && isFor(usual.name(), object.name())) {
        usual.properties().forEach((property, list) -> takeBack(object, property, list));
      }
    }
    write(Change.between(CatalogObject.of(object.name(), Map.of()), object));
  }

  private void takeBack(CatalogObject object, String property, String list) {
    String wanted = object.properties().getOrDefault(property, "");
    if (property.startsWith(GRANT) && !Privileges.of(wanted).holds(Privileges.of(list))) {
      String role = property.substring(GRANT.length());
      role(object, role)
          .ifPresent(
              r -> statement(object.name(), "revoke all on " + on(object.name()) + " from " + r));
    } else if (property.startsWith(REVOKED) && wanted.isEmpty()) {
      role(object, property.substring(REVOKED.length()))
          .ifPresent(
              r ->
                  Privileges.of(list)
                      .grants("", " on " + on(object.name()) + " to " + r)
                      .forEach(sql -> statement(object.name(), sql)));
    }
  }

  private static boolean isFor(ObjectName usual, ObjectName object) {
    String word =
        switch (object.kind()) {
          case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "tables";
          case SEQUENCE -> "sequences";
          case FUNCTION, PROCEDURE, AGGREGATE -> "functions";
          case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "types";
          case SCHEMA -> "schemas";
          default -> "nothing";
        };
    return usual.name().startsWith(word + " of ")
        && (usual.schema().isEmpty() || usual.schema().equals(object.schema()));
  }

  private void take(Change change, String role, String before, String after) {
    ObjectName name = change.object();
    Optional<String> quoted = role(change.after(), role);
    if (quoted.isEmpty()) {
      return;
    }
    Privileges was = Privileges.of(before);
    Privileges is = Privileges.of(after);
    was.without(is)
        .grants("", " on " + on(name) + " to " + quoted.orElseThrow())
        .forEach(sql -> statement(name, sql));
    if (!is.without(was).plain().isEmpty() || !is.without(was).again().isEmpty()) {
      statement(name, is.revoke("", " on " + on(name) + " from " + quoted.orElseThrow()));
    }
  }

  private void give(Change change, String role, String before, String after) {
    ObjectName name = change.object();
    Optional<String> quoted = role(change.after(), role);
    if (quoted.isEmpty()) {
      return;
    }
    String column = name.kind() == Kind.COLUMN ? " (" + Sql.name(name.name()) + ")" : "";
    Privileges was = Privileges.of(before);
    Privileges is = Privileges.of(after);
    boolean less = !before.isEmpty() && !is.holds(was);
    if (less) {
      statement(name, "revoke all" + column + " on " + on(name) + " from " + quoted.orElseThrow());
      revoked.add(new Revoked(name, role));
    }
    (less ? is : is.without(was))
        .grants(column, " on " + on(name) + " to " + quoted.orElseThrow())
        .forEach(sql -> statement(name, sql));
  }

  /// A REVOKE on a table takes the same privileges on its columns along.
  private Set<String> lostWithTable(CatalogObject column) {
    Set<String> roles = new TreeSet<>();
    column
        .properties()
        .keySet()
        .forEach(
            property -> {
              if (property.startsWith(GRANT)
                  && wasRevokedWithTable(column.name(), property.substring(GRANT.length()))) {
                roles.add(property.substring(GRANT.length()));
              }
            });
    return roles;
  }

  private boolean wasRevokedWithTable(ObjectName name, String role) {
    return name.kind() == Kind.COLUMN
        && context.after().whole(name).stream()
            .anyMatch(table -> revoked.contains(new Revoked(table.name(), role)));
  }

  private Optional<String> role(CatalogObject object, String role) {
    if (!role.equals(OWNER)) {
      return Optional.of(Sql.role(role));
    }
    Optional<String> owner = Optional.ofNullable(object.properties().get("owner")).map(Sql::name);
    if (owner.isEmpty()) {
      context
          .steps()
          .gap(object.name(), "The owner's own privileges differ, and owners are left out.");
    }
    return owner;
  }

  private String on(ObjectName name) {
    return switch (name.kind()) {
      case COLUMN -> "table " + Sql.parent(name);
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "table " + Sql.path(name);
      case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "type " + Sql.path(name);
      case FUNCTION, AGGREGATE -> "function " + Target.routine(name);
      case SERVER -> "foreign server " + Sql.path(name);
      default -> Target.of(name, context.after());
    };
  }

  private void statement(ObjectName name, String sql) {
    context.steps().finish(Phase.GRANT, name, sql);
  }
}
