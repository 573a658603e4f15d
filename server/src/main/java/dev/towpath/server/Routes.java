package dev.towpath.server;

import dev.towpath.alert.Alert;
import dev.towpath.alert.AlertMessage;
import dev.towpath.alert.Alerts;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.run.Journal;
import dev.towpath.server.metrics.BackupFigures;
import dev.towpath.server.metrics.Figures;
import dev.towpath.server.metrics.LedgerFigures;
import dev.towpath.server.metrics.MetricsPage;
import dev.towpath.server.metrics.ReleaseFigures;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be asked of the server, and what it takes to answer.
///
/// @param storage opens the place of the project's backups; whoever reads them closes it
/// @param log told what a person should look at
public record Routes(
    Project project,
    Control control,
    Journal journal,
    Supplier<Storage> storage,
    InstantSource clock,
    Consumer<String> log) {

  Map<String, Route> byPath() {
    MetricsPage page = new MetricsPage(figures(), clock);
    Map<String, Route> routes = new TreeMap<>();
    routes.put("/health", new Route("GET", Route.Access.ANYBODY, _ -> health()));
    routes.put(
        "/metrics",
        new Route(
            "GET",
            Route.Access.READER,
            _ -> new Answer(Answer.OK, MetricsPage.TYPE, page.write())));
    routes.put("/alerts/alertmanager", new Route("POST", Route.Access.WRITER, body -> heard(body)));
    return routes;
  }

  /// An Alertmanager tries a message again that is answered with 5xx, and drops it after 4xx.
  private Answer heard(byte[] body) {
    try {
      List<Alert> alerts = AlertMessage.read(body);
      new Alerts(control).hear(alerts);
      return Answer.json(Answer.OK, Map.of("heard", alerts.size()));
    } catch (Malformed e) {
      log.accept("warning: an Alertmanager's message was refused: " + e.getMessage());
      return Answer.text(Answer.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private List<Figures> figures() {
    return List.of(
        new ReleaseFigures(journal, project.name(), clock),
        new BackupFigures(project.environments().keySet(), storage, clock),
        new LedgerFigures(control));
  }

  private Answer health() {
    try {
      control.transaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("select 1");
            }
          });
      return Answer.json(Answer.OK, Map.of("status", "ok"));
    } catch (ProblemException e) {
      return Answer.json(Answer.AWAY, Map.of("status", "down", "why", e.problem().what()));
    }
  }
}
