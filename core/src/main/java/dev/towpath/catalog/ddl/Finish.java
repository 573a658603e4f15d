package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.Map;
import java.util.Optional;

/// What every kind of object can have: an owner, privileges, a comment, security labels.
final class Finish {
  private static final String OWNER = "owner";
  private static final String COMMENT = "comment";
  private static final String LABEL = "label of ";

  private final Context context;
  private final GrantDdl grants;

  Finish(Context context) {
    this.context = context;
    this.grants = new GrantDdl(context);
  }

  /// Whether a property is written here and not by a family.
  static boolean covers(String property) {
    return property.equals(OWNER)
        || property.equals(COMMENT)
        || property.startsWith(LABEL)
        || GrantDdl.covers(property);
  }

  /// For an object that is made.
  void write(CatalogObject object) {
    write(Change.between(CatalogObject.of(object.name(), Map.of()), object), true);
  }

  /// For one that stays.
  void write(Change change) {
    write(change, false);
  }

  private void write(Change change, boolean fresh) {
    ObjectName name = change.object();
    if (name.kind() == Kind.DEFAULT_PRIVILEGES || name.kind() == Kind.SUBSCRIPTION) {
      return;
    }
    if (change.gets(OWNER) && !followsTable(name)) {
      owner(change, fresh);
    }
    if (fresh) {
      grants.writeNew(change.after());
    } else {
      grants.write(change);
    }
    if (change.has(COMMENT)) {
      String text = change.now(COMMENT).map(Sql::literal).orElse("null");
      comment(name, "comment on " + target(name) + " is " + text);
    }
    for (String provider : change.rest(LABEL)) {
      String label = change.now(LABEL + provider).map(Sql::literal).orElse("null");
      comment(
          name,
          "security label for " + Sql.name(provider) + " on " + target(name) + " is " + label);
    }
  }

  /// An extension belongs to who makes it.
  private void owner(Change change, boolean fresh) {
    ObjectName name = change.object();
    if (name.kind() == Kind.EXTENSION) {
      if (!fresh) {
        context.steps().gap(name, "The owner of an extension can't be changed.");
      }
      return;
    }
    context
        .steps()
        .finish(
            Phase.OWNER, name, "alter " + target(name) + " owner to " + Sql.name(change.is(OWNER)));
  }

  /// A sequence has the owner of the table whose column it belongs to.
  private boolean followsTable(ObjectName name) {
    if (name.kind() != Kind.SEQUENCE) {
      return false;
    }
    Optional<ObjectName> column = context.after().owningColumn(name);
    boolean identity = context.after().find(name).filter(SequenceDdl::isIdentity).isPresent();
    return identity || (column.isPresent() && column.equals(context.before().owningColumn(name)));
  }

  private String target(ObjectName name) {
    return Target.of(name, context.after());
  }

  private void comment(ObjectName name, String sql) {
    context.steps().finish(Phase.COMMENT, name, sql);
  }
}
