package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Policy;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Policies whose sub-queries come back to a table that is already being asked for. PostgreSQL
/// follows them before it runs a statement, and refuses it even if the rows would come to an end:
/// it is enough that the policies for reading that table have any sub-query.
///
/// @param policy the first one, of the first table
/// @param tables in the order in which they are read, the first one again at the end
public record PolicyCircle(String policy, List<Name> tables) {
  private static final String READING = "select";

  /// The circles that begin at a table or at one that its policies read, and lead over the table.
  ///
  /// @param now the table's policies: those of the schema, or as a statement leaves them
  public static List<PolicyCircle> of(Schema schema, Name table, List<Policy> now) {
    Set<Name> starts = new LinkedHashSet<>();
    starts.add(table);
    now.forEach(policy -> starts.addAll(policy.queried()));
    List<PolicyCircle> found = new ArrayList<>();
    for (Name start : starts) {
      for (Policy policy : policies(schema, table, now, start)) {
        new Search(schema, table, now, start, policy, new HashSet<>())
            .back(policy.queried())
            .filter(way -> way.contains(table))
            .map(way -> new PolicyCircle(policy.name(), with(start, way)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<Policy> policies(Schema schema, Name table, List<Policy> now, Name name) {
    return name.equals(table) ? now : schema.table(name).map(Table::policies).orElse(List.of());
  }

  private static List<Name> with(Name first, List<Name> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  /// From one policy of a table back to the table; no other is looked at twice.
  private record Search(
      Schema schema, Name table, List<Policy> now, Name start, Policy first, Set<Name> seen) {
    /// The way from what is read to the start; empty if there is none.
    Optional<List<Name>> back(Set<Name> read) {
      return read.stream()
          .filter(seen::add)
          .flatMap(next -> by(next, asked(next)).stream())
          .findFirst();
    }

    private Optional<List<Name>> by(Name next, List<Policy> asked) {
      if (next.equals(start) && !asked.isEmpty()) {
        return Optional.of(List.of(next));
      }
      return asked.stream()
          .flatMap(policy -> back(policy.using().orElse(Set.of())).stream())
          .findFirst()
          .map(way -> with(next, way));
    }

    /// The policies for reading that have a sub-query.
    private List<Policy> asked(Name next) {
      return policies(schema, table, now, next).stream()
          .filter(each -> each.isFor(READING) && each.meets(first) && each.using().isPresent())
          .toList();
    }
  }

  /// Whether it is there in a schema whose deploy is done: a table that is known to have no row
  /// security breaks it.
  public boolean isIn(Schema schema) {
    Name first = tables.getFirst();
    return tables.stream().noneMatch(name -> isOpen(schema, name))
        && of(schema, first, schema.table(first).map(Table::policies).orElse(List.of()))
            .contains(this);
  }

  private boolean isOpen(Schema schema, Name name) {
    return !name.equals(tables.getFirst())
        && schema.table(name).filter(each -> each.complete() && !each.rowSecurity()).isPresent();
  }
}
