package dev.towpath.cli;

import dev.towpath.approval.Password;
import dev.towpath.approval.SignIn;
import dev.towpath.approval.SignSession;
import dev.towpath.approval.Signer;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.UserFolders;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a person signs in with: typed at the terminal, or in variables where there is none.
record Credentials(Wiring wiring, Project project, Control control) {
  static final String PERSON = "TOWPATH_PERSON";
  private static final String PASSWORD = "TOWPATH_PASSWORD";
  private static final String NEW_PASSWORD = "TOWPATH_NEW_PASSWORD";
  private static final String IN_FILE = "_FILE";

  /// Signs in by id and password; for a while after that, at the same terminal, by password alone.
  ///
  /// @throws ProblemException with `person-not-said`, `password-not-given` or what [SignIn] says
  Signer signIn() {
    SignSession session = session();
    Optional<String> remembered = session.person();
    Optional<String> said = Optional.ofNullable(variables().get(PERSON)).filter(s -> !s.isBlank());
    Keyboard keyboard = new Keyboard(wiring.screen());
    String id =
        said.or(() -> remembered)
            .or(() -> keyboard.line("Person: "))
            .map(String::strip)
            .orElseThrow(() -> notSaid().exception());
    try {
      Signer signer = door().in(id, password(PASSWORD, "Password of " + id + ": "));
      if (said.isPresent() || remembered.isEmpty()) {
        session.begin(id);
      }
      return signer;
    } catch (ProblemException e) {
      session.end();
      throw e;
    }
  }

  /// Fails with `role-unknown` for a role that the project doesn't have.
  void requireKnown(String role) {
    if (!project.people().known().contains(role)) {
      throw Problem.of("role-unknown", Exit.USAGE, "The project has no role " + role + ".")
          .because("It has " + String.join(", ", project.people().known()) + ".")
          .leaving("Nothing was changed or signed.")
          .next("Add it to 'roles' in towpath.yaml, or name one of these.")
          .exception();
    }
  }

  private SignIn door() {
    return new SignIn(
        control,
        Recording.checkpoints(wiring, project),
        wiring.who().where(),
        UUID::randomUUID,
        new SecurityNotice(wiring, project));
  }

  private SignSession session() {
    return new SignSession(
        UserFolders.state(variables()).resolve("sessions"),
        wiring.screen().errTerminal() ? TerminalSession.name() : Optional.empty(),
        wiring.clock());
  }

  /// The first password of a person.
  Password first(String person) {
    return twice(PASSWORD, "Password for " + person + ": ");
  }

  /// The password that takes the place of another.
  Password changed(String person) {
    return twice(NEW_PASSWORD, "New password of " + person + ": ");
  }

  private Password twice(String variable, String prompt) {
    Password password = password(variable, prompt);
    if (given(variable).isEmpty() && !password.equals(password(variable, "Once more: "))) {
      throw Problem.of("password-differs", Exit.USAGE, "The two passwords are not the same.")
          .leaving("Nothing was changed or signed.")
          .next("Run the command again.")
          .exception();
    }
    return password;
  }

  private Password password(String variable, String prompt) {
    return given(variable)
        .or(() -> new Keyboard(wiring.screen()).secret(prompt))
        .map(Password::new)
        .orElseThrow(() -> notGiven(variable).exception());
  }

  private Optional<String> given(String variable) {
    String file = variables().getOrDefault(variable + IN_FILE, "");
    if (file.isBlank()) {
      return Optional.ofNullable(variables().get(variable)).filter(text -> !text.isEmpty());
    }
    try {
      String text = Files.readString(wiring.workingDirectory().resolve(Path.of(file)));
      return Optional.of(text.replaceFirst("\\R\\z", ""));
    } catch (IOException e) {
      throw notGiven(variable).because("The file can't be read: " + e).exception(e);
    }
  }

  private Map<String, String> variables() {
    return wiring.screen().variables();
  }

  private static Problem notSaid() {
    return Problem.of("person-not-said", Exit.USAGE, "It isn't said who you are.")
        .because("Nobody is at a terminal to be asked.")
        .leaving("Nothing was changed or signed.")
        .next("Set " + PERSON + " to the id, or run it at a terminal.");
  }

  private static Problem notGiven(String variable) {
    return Problem.of("password-not-given", Exit.USAGE, "No password was given.")
        .because("Nobody is at a terminal to be asked, and arguments can be read by others.")
        .leaving("Nothing was changed or signed.")
        .next("Run it at a terminal, or let " + variable + IN_FILE + " name a file that holds it.");
  }
}
