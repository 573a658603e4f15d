package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rowsecurity.Trial.Tried;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets every role try every command on a table that has a row of each user.
final class Examination {
  private final Connection connection;
  private final UserRows maker;
  private final Map<String, Boolean> settings;

  Examination(Connection connection, UserRows maker, Map<String, Boolean> settings) {
    this.connection = connection;
    this.maker = maker;
    this.settings = settings;
  }

  /// One cell for each role and command; none if the table stays without a row.
  List<Cell> examine(GuardedTable table, List<List<Visitor>> roles) throws SQLException {
    Optional<MadeRow> ann = maker.row(table, User.ANN);
    Optional<MadeRow> ben = maker.row(table, User.BEN);
    Trial trial = new Trial(connection, table, maker, settings);
    if (trial.rows() == 0) {
      return List.of();
    }
    List<Cell> cells = new ArrayList<>();
    for (List<Visitor> visitors : roles) {
      for (Command command : Command.values()) {
        Sum sum = new Sum();
        for (Visitor visitor : visitors) {
          User self = visitor.user().orElse(User.ANN);
          Optional<MadeRow> mine = self == User.ANN ? ann : ben;
          Optional<MadeRow> theirs = self == User.ANN ? ben : ann;
          attempt(command, trial, visitor, self, mine, theirs, sum);
        }
        cells.add(sum.cell(table, visitors.getFirst().role(), command, trial.rows()));
      }
    }
    return List.copyOf(cells);
  }

  private static void attempt(
      Command command,
      Trial trial,
      Visitor visitor,
      User self,
      Optional<MadeRow> mine,
      Optional<MadeRow> theirs,
      Sum sum)
      throws SQLException {
    if (command == Command.SELECT) {
      Set<String> seen = new HashSet<>();
      Tried tried = trial.select(visitor, seen);
      sum.saw(seen.size());
      sum.add(visitor, mine, tried.allowed() && sees(seen, mine), true, tried);
      sum.add(visitor, theirs, tried.allowed() && sees(seen, theirs), false, tried);
      return;
    }
    for (boolean own : new boolean[] {true, false}) {
      Optional<MadeRow> row = own ? mine : theirs;
      if (row.isPresent()) {
        Tried tried =
            switch (command) {
              case SELECT -> throw new IllegalStateException("tried before");
              case INSERT -> trial.insert(visitor, own ? self : self.other());
              case UPDATE -> trial.update(visitor, row.get());
              case DELETE -> trial.delete(visitor, row.get());
            };
        sum.add(visitor, row, tried.allowed(), own, tried);
      }
    }
  }

  private static boolean sees(Set<String> seen, Optional<MadeRow> row) {
    return row.filter(each -> seen.contains(each.place())).isPresent();
  }

  /// What the visitors of one role could do, put together.
  private static final class Sum {
    private Optional<Boolean> own = Optional.empty();
    private Optional<Boolean> others = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<String> why = Optional.empty();
    private boolean owned;
    private int most = -1;

    void saw(int rows) {
      most = Math.max(most, rows);
    }

    /// For a visitor without a user any row is someone else's.
    void add(Visitor visitor, Optional<MadeRow> row, boolean reached, boolean mine, Tried tried) {
      owned |= row.filter(MadeRow::owned).isPresent();
      if (mine && visitor.user().isPresent()) {
        own = Optional.of(own.orElse(false) || reached);
      } else {
        others = Optional.of(others.orElse(false) || reached);
      }
      error = error.or(tried::error);
      why = why.or(tried::why);
    }

    Cell cell(GuardedTable table, String role, Command command, int rows) {
      Optional<Cell.Seen> seen =
          most < 0 ? Optional.empty() : Optional.of(new Cell.Seen(most, rows));
      return new Cell(table, role, command, own, others, owned, seen, error, why);
    }
  }
}
