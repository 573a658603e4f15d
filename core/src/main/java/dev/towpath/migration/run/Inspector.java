package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at what a statement that ran alone left behind, and clears it away where that is safe.
///
/// An index that is INVALID, and that no session is building, holds nothing and answers no query:
/// dropping it is what PostgreSQL's manual says to do.
final class Inspector {
  private final Session session;
  private final RunOptions options;
  private final RunListener listener;

  /// What became of an interrupted statement.
  enum Found {
    DONE,
    REPEAT
  }

  private record Leftover(String name, boolean valid) {}

  Inspector(Session session, RunOptions options, RunListener listener) {
    this.session = session;
    this.options = options;
    this.listener = listener;
  }

  /// Finds out what became of a statement that an earlier run began, and clears its leftovers.
  Found inspect(PlannedMigration migration, Group.Alone alone) throws SQLException {
    PlannedStatement statement = alone.statement();
    return switch (alone.inspection()) {
      case Inspection.Index index -> inspect(index, migration, statement);
      case Inspection.Detach detach -> inspect(detach, statement);
      case Inspection.Reindex reindex -> {
        dropLeftovers(statement, reindexed());
        yield tell(statement, Found.REPEAT, "it is run again");
      }
      case Inspection.Repeat repeat -> tell(statement, Found.REPEAT, "it is run again");
      case Inspection.Question question ->
          answer(question)
              ? tell(statement, Found.DONE, "it was done")
              : tell(statement, Found.REPEAT, "it was not done, and is run again");
      case Inspection.Ask ask -> ask(migration, statement, ask.look());
    };
  }

  /// Before the first try: drops an INVALID index of this name that some other run left behind.
  void prepare(Group.Alone alone) throws SQLException {
    if (alone.inspection() instanceof Inspection.Index index && index.name().isPresent()) {
      dropLeftovers(alone.statement(), invalid(find(index)));
    }
  }

  /// After a failure: clears away what it left, and says what remains; empty if nothing does.
  String cleanUp(Group.Alone alone) throws SQLException {
    return switch (alone.inspection()) {
      case Inspection.Index index -> {
        dropLeftovers(alone.statement(), invalid(find(index)));
        yield "";
      }
      case Inspection.Reindex reindex -> {
        dropLeftovers(alone.statement(), reindexed());
        yield "";
      }
      case Inspection.Detach detach ->
          pending(detach).orElse(false)
              ? "The detachment of " + detach.partition() + " is pending; the next run ends it."
              : "";
      case Inspection.Repeat repeat -> "";
      case Inspection.Question question -> "";
      case Inspection.Ask ask -> "";
    };
  }

  /// After success: `IF NOT EXISTS` passes over an index that is there and INVALID.
  boolean standing(Group.Alone alone) throws SQLException {
    return !(alone.inspection() instanceof Inspection.Index index)
        || index.name().isEmpty()
        || invalid(find(index)).isEmpty();
  }

  private Found inspect(
      Inspection.Index index, PlannedMigration migration, PlannedStatement statement)
      throws SQLException {
    List<Leftover> found = find(index);
    List<String> invalid = invalid(found);
    if (!invalid.isEmpty()) {
      dropLeftovers(statement, invalid);
      return Found.REPEAT;
    }
    if (index.name().isEmpty()) {
      return ask(migration, statement, "the indexes of " + index.table());
    }
    return found.isEmpty()
        ? tell(statement, Found.REPEAT, "the index is not there, and is built now")
        : tell(statement, Found.DONE, "the index is there, and valid");
  }

  private Found inspect(Inspection.Detach detach, PlannedStatement statement) throws SQLException {
    Optional<Boolean> pending = pending(detach);
    if (pending.isEmpty()) {
      return tell(statement, Found.DONE, detach.partition() + " is detached");
    }
    if (!pending.get()) {
      return tell(statement, Found.REPEAT, detach.partition() + " is still attached");
    }
    session.say(
        "alter table " + detach.parent() + " detach partition " + detach.partition() + " finalize");
    return tell(statement, Found.DONE, "the pending detachment was finalized");
  }

  private Found tell(PlannedStatement statement, Found found, String words) {
    listener.hear(new RunEvent.Recovered(statement, words));
    return found;
  }

  private Found ask(PlannedMigration migration, PlannedStatement statement, String look) {
    return switch (options.unfinished().orElse(null)) {
      case DONE -> tell(statement, Found.DONE, "taken as done, as asked");
      case REPEAT -> tell(statement, Found.REPEAT, "run again, as asked");
      case null -> throw unfinished(migration, statement, look);
    };
  }

  private static ProblemException unfinished(
      PlannedMigration migration, PlannedStatement statement, String look) {
    return Problem.of(
            "unfinished-statement",
            Exit.STOPPED,
            "An earlier run was interrupted in a statement that can't be inspected.")
        .at(statement.where())
        .because("Statement " + (statement.index() + 1) + ": " + statement.brief())
        .leaving(
            "The statements before it in "
                + migration.script().file()
                + " are committed; whether this one took effect is not known.")
        .next(
            "Look at "
                + look
                + ", then run the same command with --interrupted done, or --interrupted repeat.")
        .exception();
  }

  private void dropLeftovers(PlannedStatement statement, List<String> names) throws SQLException {
    for (String name : names) {
      tell(statement, Found.REPEAT, "INVALID index " + name + " was left behind; it is dropped");
      session.say("drop index concurrently if exists " + name);
    }
  }

  private static List<String> invalid(List<Leftover> indexes) {
    return indexes.stream().filter(each -> !each.valid()).map(Leftover::name).toList();
  }

  private List<Leftover> find(Inspection.Index index) throws SQLException {
    return indexes(
        """
        select format('%I.%I', n.nspname, c.relname), i.indisvalid
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
        where i.indrelid = to_regclass(?) and ? in (c.relname, '')
          and c.relkind = 'i'
          and not exists (select from pg_stat_progress_create_index p
                          where p.index_relid = i.indexrelid)
        """,
        List.of(index.table(), index.name().orElse("")));
  }

  private List<String> reindexed() throws SQLException {
    return invalid(
        indexes(
            """
            select format('%I.%I', n.nspname, c.relname), i.indisvalid
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'
              and not exists (select from pg_stat_progress_create_index p
                              where p.relid = i.indrelid)
            """,
            List.of()));
  }

  private List<Leftover> indexes(String query, List<String> arguments) throws SQLException {
    List<Leftover> found = new ArrayList<>();
    try (PreparedStatement select = prepare(query, arguments);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(new Leftover(row.getString(1), row.getBoolean(2)));
      }
    }
    return found;
  }

  private boolean answer(Inspection.Question question) throws SQLException {
    try (PreparedStatement select = prepare(question.question(), question.arguments());
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private Optional<Boolean> pending(Inspection.Detach detach) throws SQLException {
    try (PreparedStatement select =
            prepare(
                """
                select inhdetachpending from pg_inherits
                where inhparent = to_regclass(?) and inhrelid = to_regclass(?)
                """,
                List.of(detach.parent(), detach.partition()));
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
    }
  }

  private PreparedStatement prepare(String query, List<String> arguments) throws SQLException {
    Connection connection = session.connection();
    PreparedStatement select = connection.prepareStatement(query);
    for (int i = 0; i < arguments.size(); i++) {
      select.setString(i + 1, arguments.get(i));
    }
    return select;
  }
}
