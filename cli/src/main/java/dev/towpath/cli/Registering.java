package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import dev.towpath.approval.Stretch;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.report.Report;
import java.security.SecureRandom;
import java.util.UUID;

/// A command that says something about a person.
abstract class Registering implements ProjectTask {
  abstract Person say(Registrar registrar, Credentials credentials);

  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      return PersonReport.of(
          say(registrar(wiring, project, control), new Credentials(wiring, project, control)));
    }
  }

  static Registrar registrar(Wiring wiring, Project project, Control control) {
    return new Registrar(
        control,
        Recording.checkpoints(wiring, project),
        wiring.who().where(),
        UUID::randomUUID,
        new SecureRandom(),
        Stretch.USUAL);
  }
}
