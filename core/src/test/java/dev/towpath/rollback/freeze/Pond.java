package dev.towpath.rollback.freeze;

import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Sql;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A database to freeze, for tests: with an owner who is no superuser, and an application's role.
final class Pond {
  private static final int MAJOR = 18;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);

  final DatabaseUrl superuser;
  final DatabaseUrl owner;
  final DatabaseUrl application;
  Optional<FreezeRequest.Flag> maintenance = Optional.empty();
  boolean endWriters;
  Duration patience = Duration.ofSeconds(2);
  List<String> schemas = List.of();

  Pond() {
    String name = "pond" + NUMBER.incrementAndGet();
    superuser = SERVER.createDatabase(name);
    String boss = name + "_owner";
    String app = name + "_app";
    owner = superuser.withUser(boss, "o");
    application = superuser.withUser(app, "a");
    say(
        superuser,
        "create role " + boss + " login password 'o'; create role " + app + " login password 'a';",
        "alter database " + name + " owner to " + boss,
        "alter schema public owner to " + boss);
    say(
        owner,
        """
        create table boat (id int generated always as identity primary key, name text);
        create table trip (id int, day date) partition by range (day);
        create table trip_2026 partition of trip for values from ('2026-01-01') to ('2027-01-01');
        """,
        "insert into boat (name) values ('Ada'), ('Bea')",
        "grant select, insert on boat to " + app);
  }

  OpenTarget open(DatabaseUrl url) {
    return new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofMillis(300),
            Optional.empty(),
            MAJOR,
            Platform.NONE)
        .open();
  }

  FreezeRequest request() {
    return new FreezeRequest(
        Layouts.named("plain").history(),
        schemas,
        "ann",
        "orders are lost",
        maintenance,
        Optional.of(application),
        endWriters,
        patience);
  }

  Freeze freeze() {
    try (OpenTarget target = open(owner)) {
      return new Freezer(word -> {}).freeze(request(), target);
    }
  }

  Problem refusedFreeze() {
    try {
      freeze();
    } catch (ProblemException expected) {
      return expected.problem();
    }
    throw new AssertionError("it was frozen");
  }

  Thaw thaw() {
    try (OpenTarget target = open(owner)) {
      return new Thawer(word -> {}, Optional.empty(), Thawer.Tells.EVERYBODY)
          .thaw(target, "plain", "bob");
    }
  }

  Optional<Frozen> frozen() {
    try (Connection connection = owner.connect("test")) {
      return Frozen.read(connection);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /// What the server says to statements in one session: the last one's SQLSTATE, or `fine`.
  static String answer(DatabaseUrl url, String... statements) {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return "fine";
    } catch (SQLException refused) {
      return String.valueOf(refused.getSQLState());
    }
  }

  static void say(DatabaseUrl url, String... statements) {
    Sql.say(url, statements);
  }

  String ask(String query) {
    return Sql.ask(owner, query);
  }

  /// How many guards stand in the database.
  String guards() {
    return ask("select count(*) from pg_trigger where tgname = '" + Guard.NAME + "'");
  }
}
