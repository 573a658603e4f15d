package dev.towpath.rollback;

import dev.towpath.catalog.Difference;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.migration.Source;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Whether a rollback left what it should: the schema that the files make up to there, and the rows
/// of each table that no down script names. Noted before, and compared behind it; what differed
/// before already is not the rollback's fault.
final class Soundness {
  /// A table that takes longer to be counted is left out.
  private static final int SECONDS = 10;

  private final Verifier verifier;
  private final PlanRequest files;

  Soundness(Verifier verifier, PlanRequest files) {
    this.verifier = verifier;
    this.files = files;
  }

  /// What there is to be compared later, as text.
  String note(OpenTarget target) throws SQLException {
    return new String(
        CanonicalJson.bytes(Map.of("rows", rows(target), "drift", drift(target))),
        StandardCharsets.UTF_8);
  }

  /// What is not as it should be, a sentence each.
  List<String> faults(OpenTarget target, String noted) throws SQLException {
    List<String> faults = new ArrayList<>();
    try {
      JsonObject before = JsonObject.read(noted.getBytes(StandardCharsets.UTF_8));
      schemaFaults(target, before, faults);
      Map<String, Long> rows = rows(target);
      JsonObject counted = before.object("rows");
      for (String table : counted.names()) {
        long was = counted.number(table);
        Long now = rows.get(table);
        if (now != null && now != was) {
          faults.add(table + " had " + was + " rows, and has " + now + ".");
        }
      }
    } catch (Malformed e) {
      faults.add("What was noted before can't be read: " + e.getMessage());
    }
    return faults;
  }

  /// The same of the schema alone.
  List<String> schemaFaults(OpenTarget target, String noted) {
    List<String> faults = new ArrayList<>();
    try {
      schemaFaults(target, JsonObject.read(noted.getBytes(StandardCharsets.UTF_8)), faults);
    } catch (Malformed e) {
      faults.add("What was noted before can't be read: " + e.getMessage());
    }
    return faults;
  }

  private void schemaFaults(OpenTarget target, JsonObject before, List<String> faults)
      throws Malformed {
    List<String> drift = new ArrayList<>(drift(target));
    drift.removeAll(before.texts("drift"));
    drift.forEach(each -> faults.add("The schema is not what the files make: " + each + "."));
  }

  private List<String> drift(OpenTarget target) {
    Verification verification =
        verifier.verify(VerifyRequest.of(files.layout(), files.files()), target);
    return verification.differences().stream().map(Soundness::told).toList();
  }

  private static String told(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> added.name().title() + " is there and should not be";
      case Difference.Removed removed -> removed.name().title() + " is missing";
      case Difference.Changed changed -> changed.name().title() + " is another one";
    };
  }

  private Map<String, Long> rows(OpenTarget target) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = target.connect("rollback");
        PreparedStatement tables =
            connection.prepareStatement(
                """
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_'
                  and n.nspname <> all (?) and has_table_privilege(c.oid, 'select')
                """)) {
      List<String> left = new ArrayList<>(target.target().platform().systemSchemas());
      left.addAll(List.of("information_schema", "towpath", "supabase_migrations"));
      tables.setArray(1, connection.createArrayOf("text", left.toArray()));
      try (ResultSet row = tables.executeQuery()) {
        while (row.next()) {
          if (!row.getString(1).equals(files.layout().history().table())
              && !named(row.getString(2))) {
            count(connection, row.getString(1), rows);
          }
        }
      }
    }
    return rows;
  }

  private static void count(Connection connection, String table, Map<String, Long> rows) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet row = statement.executeQuery("select count(*) from only " + table)) {
        row.next();
        rows.put(table, row.getLong(1));
      }
    } catch (SQLException tooLong) {
      rows.remove(table);
    }
  }

  private boolean named(String table) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(table) + "\\b", Pattern.CASE_INSENSITIVE);
    return files.files().migrations().stream()
        .flatMap(each -> each.down().stream())
        .map(Source::text)
        .anyMatch(text -> word.matcher(text).find());
  }
}
