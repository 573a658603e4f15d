package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The objects of a database that have a role, at one moment.
record Inventory(List<Thing> things) {
  /// As the session sees it, with its own changes. Locks what it looks at for a moment, in a
  /// transaction until its end: the locks of a statement must be read before this.
  static Inventory of(Connection session, Map<String, Role> roles) throws SQLException {
    List<Thing> things = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select 'pg_class'::regclass::oid, c.oid, c.relname,
                  coalesce(t.relname, c.relname), i.indexrelid is not null,
                  coalesce(pg_relation_filenode(c.oid), 0), coalesce(pg_relation_size(c.oid), 0)
                from pg_class c left join pg_index i on i.indexrelid = c.oid
                  left join pg_class t on t.oid = i.indrelid
                where c.oid >= 16384 and c.relkind in ('r', 'p', 'i', 'I', 'v', 'm', 'S', 'c')
                union all
                select 'pg_type'::regclass::oid, t.oid, typname, typname, false, 0, 0
                from pg_type t left join pg_class c on c.oid = typrelid
                where t.oid >= 16384 and (typtype in ('e', 'd') or c.relkind = 'c')
                union all
                select 'pg_proc'::regclass::oid, oid, proname, proname, false, 0, 0
                from pg_proc where oid >= 16384
                union all
                select 'pg_namespace'::regclass::oid, oid, nspname, nspname, false, 0, 0
                from pg_namespace
                union all
                select 'pg_publication'::regclass::oid, oid, pubname, pubname, false, 0, 0
                from pg_publication
                """)) {
      while (row.next()) {
        thing(row, roles).ifPresent(things::add);
      }
    }
    return new Inventory(things);
  }

  private static Optional<Thing> thing(ResultSet row, Map<String, Role> roles) throws SQLException {
    Role role = roles.get(row.getString(4));
    if (role == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Thing(
            row.getLong(1),
            row.getLong(2),
            row.getString(3),
            row.getString(4),
            row.getBoolean(5) ? role.index() : role,
            row.getLong(6),
            row.getLong(7)));
  }

  Optional<Thing> find(long catalog, long oid) {
    return things.stream().filter(it -> it.oid() == oid && it.catalog() == catalog).findFirst();
  }

  /// What a later look says of a thing: by its OID, or where that is gone by its name, as an index
  /// that was built anew may have another OID.
  private Optional<Thing> again(Thing before) {
    return find(before.catalog(), before.oid())
        .or(() -> things.stream().filter(it -> it.name().equals(before.name())).findFirst())
        .filter(it -> it.catalog() == before.catalog());
  }

  /// What became of a thing's file between this look and a later one.
  Set<Effect> effects(Thing before, Inventory later) {
    Optional<Thing> after = later.again(before).filter(it -> it.file() != before.file());
    if (after.isEmpty() || !(before.hasRows() || before.role().isIndex())) {
      return EnumSet.noneOf(Effect.class);
    }
    Optional<Thing> owner =
        things.stream().filter(it -> it.name().equals(before.owner())).findFirst();
    boolean emptied =
        owner.isPresent()
            && owner.get().bytes() > 0
            && later.again(owner.get()).map(Thing::bytes).orElse(0L) == 0;
    return EnumSet.of(
        emptied ? Effect.EMPTY : before.role().isIndex() ? Effect.REBUILD : Effect.REWRITE);
  }
}
