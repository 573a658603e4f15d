package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.History;
import dev.towpath.postgres.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What to freeze, and what else is to be done about it.
///
/// @param history whose table is frozen too, so that no other tool migrates meanwhile
/// @param schemas whose tables are frozen; empty is every schema that is not the platform's
/// @param by the person or job
/// @param reason may be empty
/// @param maintenance how the application is told; empty where nothing is set up
/// @param application how the application itself logs in, for the proof
/// @param endWriters ends sessions that keep a table from being guarded
/// @param patience how long to wait for open transactions that have written
public record FreezeRequest(
    History history,
    List<String> schemas,
    String by,
    String reason,
    Optional<Flag> maintenance,
    Optional<DatabaseUrl> application,
    boolean endWriters,
    Duration patience) {
  /// Long enough for a transaction of a web request, short for a person at a terminal.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  public FreezeRequest withPatience(Duration other) {
    return new FreezeRequest(
        history, schemas, by, reason, maintenance, application, endWriters, other);
  }

  /// The application's own switch.
  public record Flag(Notice on, Notice off) {}

  /// What ends a freeze like this one.
  public Thawer thawer(Consumer<String> listener) {
    return new Thawer(listener, maintenance.map(Flag::off), Thawer.Tells.EVERYBODY);
  }
}
