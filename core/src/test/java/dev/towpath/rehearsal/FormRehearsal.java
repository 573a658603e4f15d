package dev.towpath.rehearsal;

import dev.towpath.lint.locks.Laboratory;
import dev.towpath.lint.locks.LockForm;
import dev.towpath.lint.locks.LockForms;
import dev.towpath.lint.locks.LockTable;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.Group;
import dev.towpath.migration.run.Inspection;
import dev.towpath.migration.run.PlannedStatement;
import dev.towpath.problem.Location;
import dev.towpath.sql.Position;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/// Rehearses forms of the lock table one by one, each as if it were the only pending migration, and
/// rolls them back where that can be.
final class FormRehearsal implements AutoCloseable {
  private final int major;
  private final LockForms forms;
  private final Laboratory laboratory;

  FormRehearsal(int major, LockForms forms) throws SQLException {
    this.major = major;
    this.forms = forms;
    this.laboratory = new Laboratory(major, forms, Instruments::install);
  }

  /// @throws SQLException also if the server refuses the form
  RehearsalResult rehearse(LockForm form) throws SQLException {
    List<String> settings = form.setup().stream().filter(each -> each.startsWith("set ")).toList();
    List<String> script = new ArrayList<>(settings);
    script.add(form.statement());
    List<String> before = new ArrayList<>(forms.schema());
    before.addAll(form.setup());
    Rehearsing rehearsing =
        new Rehearsing().major(major).before(text(before)).pending(text(script));
    RehearsalRequest request = rehearsing.request();
    Migration pending = request.selection().pending().getFirst();
    Location where = new Location(pending.up().file(), new Position(1, 1));
    PlannedStatement planned =
        new PlannedStatement(settings.size(), 0, form.statement(), where, Optional.empty());
    ObservedMigration seen =
        new ObservedMigration(
            pending,
            ObservedMigration.Fate.DONE,
            Duration.ZERO,
            List.of(observed(form, settings, planned)));
    return new RehearsalResult(
        request,
        major,
        List.of(seen),
        List.of(),
        List.of(),
        Duration.ZERO,
        Forecast.of(request, major));
  }

  private static String text(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }

  private ObservedStatement observed(LockForm form, List<String> settings, PlannedStatement planned)
      throws SQLException {
    boolean alone = LockTable.shipped().of(form.name(), major).orElseThrow().outsideTransaction();
    Laboratory.Place place = alone ? laboratory.own(form) : laboratory.shared(form);
    Group group =
        alone
            ? new Group.Alone(planned, new Inspection.Repeat())
            : new Group.Together("", List.of(planned));
    try (Connection session = place.database().connect("towpath/form");
        Statement statement = session.createStatement();
        StatementObserver observer = new StatementObserver(place.database(), Set.of())) {
      session.setAutoCommit(alone);
      observer.migration();
      observer.begins(group, session.unwrap(PGConnection.class).getBackendPID());
      for (String each : settings) {
        statement.execute(each);
      }
      String question = observer.question(planned);
      statement.execute(form.statement());
      try (ResultSet answer = statement.executeQuery(question)) {
        observer.answered(planned, statement.getUpdateCount(), answer);
      }
      if (!alone) {
        session.rollback();
      }
      return observer.statements().getFirst();
    }
  }

  @Override
  public void close() throws SQLException {
    laboratory.close();
  }
}
