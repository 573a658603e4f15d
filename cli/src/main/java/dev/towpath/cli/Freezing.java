package dev.towpath.cli;

import dev.towpath.config.Environment;
import dev.towpath.config.Maintenance;
import dev.towpath.config.Project;
import dev.towpath.migration.history.History;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.rollback.freeze.FreezeRequest;
import dev.towpath.rollback.freeze.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a project says of the application of one target, for a freeze and for its end.
///
/// @param variables the environment variables of this process
record Freezing(Project project, OpenTarget open, Map<String, String> variables) {

  FreezeRequest request(History history, List<String> schemas, String reason, boolean endWriters) {
    Maintenance maintenance = maintenance();
    return new FreezeRequest(
        history,
        schemas,
        Who.user(),
        reason,
        maintenance
            .on()
            .map(on -> new FreezeRequest.Flag(notice(on), notice(maintenance.off().orElseThrow()))),
        maintenance
            .application()
            .map(login -> DatabaseUrl.parse(login.expand(variables), variables)),
        endWriters,
        FreezeRequest.PATIENCE);
  }

  /// How the application is told that it may write again.
  Optional<Notice> off() {
    return maintenance().off().map(this::notice);
  }

  private Maintenance maintenance() {
    return Optional.ofNullable(project.environments().get(open.target().name()))
        .map(Environment::maintenance)
        .orElse(Maintenance.NONE);
  }

  private Notice notice(Maintenance.Notice notice) {
    return switch (notice) {
      case Maintenance.Sql(String text) -> new Notice.Sql(text);
      case Maintenance.Command command -> {
        Map<String, String> environment = new LinkedHashMap<>();
        command
            .environment()
            .forEach((name, value) -> environment.put(name, value.expand(variables)));
        yield new Notice.Command(command.words(), environment, command.limit(), project.root());
      }
    };
  }
}
