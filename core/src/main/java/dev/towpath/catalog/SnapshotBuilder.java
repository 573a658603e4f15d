package dev.towpath.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Runs the queries of one snapshot in a transaction that is already set up.
final class SnapshotBuilder {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String NOT_ALLOWED = "42501";
  private static final List<KindQuery> QUERIES =
      Stream.of(
              RelationQueries.all(),
              TablePartQueries.all(),
              TypeQueries.all(),
              RoutineQueries.all(),
              OutsideQueries.all())
          .flatMap(List::stream)
          .toList();

  private final Connection connection;
  private final int major;
  private final Set<Address> extensions = new HashSet<>();
  private final Map<ObjectName, SortedMap<String, String>> objects = new HashMap<>();
  private final Map<ObjectName, Address> addresses = new HashMap<>();
  private final List<Unseen> unseen = new ArrayList<>();
  private long relations;

  SnapshotBuilder(Connection connection) throws SQLException {
    this.connection = connection;
    this.major = connection.getMetaData().getDatabaseMajorVersion();
  }

  /// @param withNeeds whether to read what each object needs too
  Snapshot build(boolean withNeeds) throws SQLException {
    readExtensionMembers();
    Savepoint start = connection.setSavepoint();
    for (KindQuery query : QUERIES) {
      if (query.since() <= major) {
        read(query, start);
      }
    }
    readNotes(start);
    List<CatalogObject> sorted =
        ObjectName.sorted(
            objects.entrySet().stream()
                .map(e -> new CatalogObject(e.getKey(), e.getValue()))
                .toList());
    return new Snapshot(
        new Catalog(major, EnumSet.allOf(Facet.class), sorted, unseen),
        addresses,
        withNeeds ? new NeedsReader(addresses).read(connection) : Map.of());
  }

  private void read(KindQuery query, Savepoint start) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(query.sql())) {
        RowReader reader = new RowReader(query.kind(), rows);
        while (rows.next()) {
          add(reader.row());
        }
      }
    } catch (SQLException e) {
      notAllowed(query.kind(), start, e);
    }
  }

  private void notAllowed(Kind kind, Savepoint start, SQLException e) throws SQLException {
    if (!NOT_ALLOWED.equals(e.getSQLState())) {
      throw e;
    }
    connection.rollback(start);
    objects.keySet().removeIf(name -> name.kind() == kind);
    unseen.add(new Unseen(kind, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
  }

  /// What belongs to an extension, or hangs on its tables, is the extension's.
  private void add(RowReader.Row row) {
    Address whole = new Address(row.address().catalog(), row.address().object(), 0);
    if (extensions.contains(whole)
        || extensions.contains(new Address(relations, row.relation(), 0))) {
      return;
    }
    objects.merge(row.name(), row.properties(), SnapshotBuilder::both);
    addresses.put(row.name(), row.address());
  }

  /// Two queries may each tell a part of one object.
  private static SortedMap<String, String> both(
      SortedMap<String, String> one, SortedMap<String, String> other) {
    one.putAll(other);
    return one;
  }

  private static final String EXTENSION_MEMBERS =
      """
      select 'pg_class'::regclass::oid, classid, objid from pg_depend where deptype = 'e'
      union all select 'pg_class'::regclass::oid, 0, 0
      """;

  private void readExtensionMembers() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(EXTENSION_MEMBERS)) {
      while (rows.next()) {
        relations = rows.getLong(1);
        extensions.add(new Address(rows.getLong(2), rows.getLong(3), 0));
      }
    }
    extensions.remove(new Address(0, 0, 0));
  }

  private static final String NOTES =
      """
      select classoid, objoid, objsubid, 'comment', description from pg_description
      where classoid <> 'pg_proc'::regclass or objoid >= 16384
      union all
      select classoid, objoid, objsubid, 'label of ' || provider, label from pg_seclabel
      union all
      select classoid, objoid, 0, 'comment', description from pg_shdescription
      where classoid = 'pg_subscription'::regclass
      """;

  /// Comments and security labels.
  private void readNotes(Savepoint start) throws SQLException {
    Map<Address, Map<String, String>> notes = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(NOTES)) {
      while (rows.next()) {
        Address address = new Address(rows.getLong(1), rows.getLong(2), rows.getInt(3));
        notes
            .computeIfAbsent(address, each -> new HashMap<>())
            .put(rows.getString(4), rows.getString(5));
      }
    } catch (SQLException e) {
      notAllowed(Kind.SCHEMA, start, e);
    }
    addresses.forEach(
        (name, address) -> {
          if (!isStandard(name)) {
            notes.getOrDefault(address, Map.of()).forEach((note, text) -> put(name, note, text));
          }
        });
  }

  private void put(ObjectName name, String property, String value) {
    Map<String, String> properties = objects.get(name);
    if (properties != null && !value.isEmpty()) {
      properties.put(property, value);
    }
  }

  /// An extension's comment is its control file's.
  private static boolean isStandard(ObjectName name) {
    return name.kind() == Kind.EXTENSION;
  }
}
