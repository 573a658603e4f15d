package dev.towpath.rehearsal.size;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.ObservedMigration;
import dev.towpath.rehearsal.ObservedObject;
import dev.towpath.rehearsal.ObservedStatement;
import dev.towpath.rehearsal.Rehearsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Says what the rehearsed migrations would cost on a target of another size. The rehearsed
/// database stays as it is: plans are asked for in a copy, and the pace is measured in another.
public final class LikeExercise implements Exercise {
  private static final String SIZED = "towpath_sized";
  private static final String PACE = "towpath_pace";

  private final TargetSizes sizes;

  public LikeExercise(TargetSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return "like-" + sizes.environment();
  }

  @Override
  public Exercised run(Rehearsed database) {
    try {
      List<String> limits = new ArrayList<>(sizes.unseen());
      Map<ObservedStatement, PlanReader.Planned> plans = plans(database, limits);
      Map<ObservedStatement, Efforts> efforts = new HashMap<>();
      Set<Work> kinds = EnumSet.noneOf(Work.class);
      for (ObservedMigration migration : database.observed()) {
        for (ObservedStatement each : migration.statements()) {
          Efforts told = Efforts.of(each, Optional.ofNullable(plans.get(each)), sizes);
          told.all().forEach(effort -> kinds.add(effort.work()));
          efforts.put(each, told);
        }
      }
      Map<Work, Pace> paces = paces(database, kinds);
      Map<ObservedMigration, List<Estimate>> estimates = new LinkedHashMap<>();
      for (ObservedMigration migration : database.observed()) {
        estimates.put(
            migration,
            migration.statements().stream()
                .map(
                    each ->
                        Estimate.of(
                            each,
                            Objects.requireNonNull(efforts.get(each)),
                            Optional.ofNullable(plans.get(each)),
                            paces))
                .toList());
      }
      return new LikeReport(sizes, paces, estimates, limits).exercised();
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private Map<ObservedStatement, PlanReader.Planned> plans(Rehearsed database, List<String> limits)
      throws SQLException {
    boolean any =
        database.observed().stream()
            .flatMap(each -> each.statements().stream())
            .anyMatch(PlanReader::plans);
    if (!any) {
      return Map.of();
    }
    DatabaseUrl copy = database.copy(SIZED);
    limits.addAll(
        SizedCopy.enlarge(database.superuser().withDatabase(copy.database()), touched(database)));
    return PlanReader.read(copy, database.observed());
  }

  /// The tables that the migrations touched, with the partitions of those.
  private List<TableSize> touched(Rehearsed database) {
    Set<String> names = new HashSet<>();
    for (ObservedMigration migration : database.observed()) {
      for (ObservedStatement statement : migration.statements()) {
        statement.objects().stream().map(ObservedObject::name).forEach(names::add);
      }
    }
    return sizes.tables().values().stream()
        .filter(each -> names.contains(each.name()) || names.contains(each.root()))
        .toList();
  }

  private static Map<Work, Pace> paces(Rehearsed database, Set<Work> kinds) throws SQLException {
    if (kinds.isEmpty()) {
      return Map.of();
    }
    try (Connection admin = database.superuser().withDatabase("template1").connect("towpath/pace");
        Statement statement = admin.createStatement()) {
      statement.execute("create database " + PACE + " template template0");
    }
    try (Connection connection = database.superuser().withDatabase(PACE).connect("towpath/pace")) {
      return new PaceMeter(connection).measure(kinds);
    }
  }
}
