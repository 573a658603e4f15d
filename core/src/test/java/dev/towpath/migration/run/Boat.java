package dev.towpath.migration.run;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Sql;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// A project of plain migrations and a database to run them on, for tests.
final class Boat {
  final DatabaseUrl url;
  final List<Migration> migrations = new ArrayList<>();
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  RunOptions options =
      RunOptions.standard().withPatience(Duration.ofSeconds(2), Duration.ofSeconds(2));
  Duration lockTimeout = Duration.ofSeconds(4);
  String layout = "plain";

  Boat(DatabaseUrl url) {
    this.url = url;
  }

  static Boat onNewDatabase() {
    return new Boat(Server.database());
  }

  Boat up(String sql) {
    return add(sql, Optional.empty(), true);
  }

  Boat upDown(String up, String down) {
    return add(up, Optional.of(down), true);
  }

  Boat add(String up, Optional<String> down, boolean transaction) {
    String version = "%014d".formatted(20260101000001L + migrations.size());
    String file = "migrations/" + version + "_step.sql";
    migrations.add(
        new Migration(
            version,
            "step",
            transaction ? Source.whole(file, up) : Source.whole(file, up).withoutTransaction(),
            Sha256.of(up),
            down.map(text -> Source.whole("migrations/" + version + "_step.down.sql", text)),
            Migration.Kind.VERSIONED));
    return this;
  }

  PlanRequest request() {
    return new PlanRequest(
        Layouts.named(layout), new LayoutFiles(List.copyOf(migrations), List.of()), options);
  }

  OpenTarget open() {
    return Server.open(url, lockTimeout);
  }

  Plan plan() {
    try (OpenTarget target = open()) {
      return Planner.plan(request(), target);
    }
  }

  static Applier applier() {
    return new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  }

  Outcome apply() {
    return apply(Optional.empty());
  }

  Outcome apply(Optional<String> approved) {
    try (OpenTarget target = open()) {
      return applier().apply(request(), approved, target, events::add);
    }
  }

  /// The problem that an apply ends in.
  Problem problem() {
    try {
      apply();
    } catch (ProblemException expected) {
      return expected.problem();
    }
    throw new AssertionError("apply went through");
  }

  String ask(String query) {
    return Sql.ask(url, query);
  }

  void say(String sql) {
    Sql.say(url, sql);
  }

  /// How many migrations the history and our own record hold, as `2/2`.
  String recorded() {
    return ask(
        "select (select count(*) from towpath.history) || '/' ||"
            + " (select count(*) from towpath.record)");
  }
}
