package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.List;
import java.util.Map;

/// Default privileges; changed last, so that what the script makes doesn't get the new ones too.
final class DefaultPrivilegesDdl implements Family {
  private final Context context;
  private final Steps steps;

  DefaultPrivilegesDdl(Context context) {
    this.context = context;
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    change(Change.between(CatalogObject.of(object.name(), Map.of()), object));
  }

  /// Those of one schema go with it.
  @Override
  public void drop(CatalogObject object) {
    String schema = object.name().schema();
    if (!schema.isEmpty() && context.goes(new ObjectName(Kind.SCHEMA, "", "", schema))) {
      return;
    }
    change(Change.between(object, CatalogObject.of(object.name(), Map.of())));
  }

  @Override
  public void change(Change change) {
    for (String role : change.rest(GrantDdl.GRANT)) {
      String property = GrantDdl.GRANT + role;
      write(change.object(), role, change.was(property), change.is(property));
    }
    for (String role : change.rest(GrantDdl.REVOKED)) {
      String property = GrantDdl.REVOKED + role;
      write(change.object(), role, change.is(property), change.was(property));
    }
  }

  private void write(ObjectName name, String role, String before, String after) {
    int of = name.name().indexOf(" of ");
    String what = name.name().substring(0, of);
    String owner = name.name().substring(of + " of ".length());
    String alter =
        ("alter default privileges for role " + Sql.name(owner))
            + (name.schema().isEmpty() ? "" : " in schema " + Sql.name(name.schema()))
            + " ";
    String quoted = role.equals("(owner)") ? Sql.name(owner) : Sql.role(role);
    Privileges was = Privileges.of(before);
    Privileges is = Privileges.of(after);
    boolean less = !before.isEmpty() && !is.holds(was);
    if (less) {
      step(name, alter + was.revoke("", " on " + what + " from " + quoted));
    }
    List<String> grants = (less ? is : is.without(was)).grants("", " on " + what + " to " + quoted);
    grants.forEach(sql -> step(name, alter + sql));
  }

  private void step(ObjectName name, String sql) {
    steps.finish(Phase.DEFAULT_PRIVILEGES, name, sql);
  }
}
