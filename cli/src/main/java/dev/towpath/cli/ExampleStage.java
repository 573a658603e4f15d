package dev.towpath.cli;

import dev.towpath.component.Component;
import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.postgres.DriverJar;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// An example as its team has it just before a release, in a folder of its own: a checkout that is
/// pushed, a database with the version before, the application running at the commit before, and a
/// control database. Closing it ends all of that; the folder stays.
///
/// What differs between the examples stands in each one's `stage/env`. Files under `stage/before`
/// are what the commit before has in their place; migrations newer than `VERSION_BEFORE` are not
/// in it.
final class ExampleStage implements AutoCloseable {
  private final String example;
  private final Screen screen;
  private final ExampleCheckout checkout;
  private final Map<String, String> variables = new TreeMap<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private ExampleStage(String example, Path folder, Screen screen) {
    this.example = example;
    this.screen = screen;
    variables.putAll(screen.variables());
    variables.put("XDG_STATE_HOME", folder.resolve("state").toString());
    variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    variables.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    variables.put("PGJDBC", DriverJar.path().toString());
    this.checkout = new ExampleCheckout(folder.resolve("checkout"), example);
  }

  /// Sets an example up; what it needs of this machine is a shell, git and curl.
  ///
  /// @param folder empty, and readable for other users
  /// @param screen where what the set-up says is shown
  static ExampleStage open(String example, Path folder, Screen screen)
      throws IOException, InterruptedException {
    ExampleStage stage = new ExampleStage(example, folder, screen);
    try {
      stage.setUp();
      return stage;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void setUp() throws IOException, InterruptedException {
    ExampleSettings settings = ExampleSettings.of(example);
    checkout.writeBefore(settings.versionBefore());
    checkout.begin();
    OpenTarget target = production();
    open.push(target);
    variables.putAll(settings.variables(target.url().revealed(), staging(settings, target)));
    Control control = Control.open(variables);
    open.push(control);
    apply("embedded");
    if (settings.staging()) {
      apply("staging");
    }
    deploy(checkout.commit());
    Optional.ofNullable(variables.get("VISITED_URL"))
        .ifPresent(url -> open.push(new ExampleVisitors(url)));
    checkout.write();
    checkout.commit("The release");
  }

  private String staging(ExampleSettings settings, OpenTarget production) {
    if (!settings.staging()) {
      return "";
    }
    Target beside = production.target();
    Target.Place place = new Target.Embedded(checkout.folder().resolveSibling("staging"));
    OpenTarget staging =
        new Target(
                "staging",
                place,
                Optional.empty(),
                beside.lockTimeout(),
                Optional.empty(),
                beside.major(),
                beside.platform())
            .open();
    open.push(staging);
    return staging.url().revealed();
  }

  /// The database of production; the caller closes it.
  OpenTarget production() {
    return target("embedded");
  }

  /// The database of an environment; the caller closes it.
  OpenTarget target(String environment) {
    return wiring().target(project(), environment).open();
  }

  /// How a release stands.
  RunState state(String release) {
    try (Control control = Control.open(variables)) {
      Checkpoints own = Checkpoints.of(variables, Optional.empty(), "ann", UUID::randomUUID);
      return new Journal(control, own).state(new ReleaseId(release));
    }
  }

  /// What the project's folder is.
  Path folder() {
    return checkout.project();
  }

  ExampleCheckout checkout() {
    return checkout;
  }

  /// The environment in which its people type.
  Map<String, String> variables() {
    return variables;
  }

  /// The roles whose holders sign.
  List<String> signers() {
    return ExampleSettings.of(example).signers();
  }

  /// A command line as one of its people types it, with the results on a screen.
  Cli cli(String person, Screen on) {
    Map<String, String> own = new TreeMap<>(variables);
    own.put("TOWPATH_PERSON", person);
    own.put("TOWPATH_PASSWORD", "nobody knows this but " + person.charAt(0));
    return new Cli(on.withVariables(own), folder(), InstantSource.system());
  }

  /// As a step of an earlier release does: what is protected is changed by nothing else.
  private void apply(String environment) {
    Screen quiet = screen.withOut(Releasing.nowhere()).withErr(Releasing.nowhere());
    Report said = cli("ann", quiet).inner(folder()).run("apply", "-e", environment);
    if (said.exit() != Exit.FINE) {
      throw new IllegalStateException("The set-up ended with " + said);
    }
  }

  private Wiring wiring() {
    Towpath options = new Towpath();
    Cli cli = cli("ann", screen);
    return new Wiring(
        screen.withVariables(variables),
        options,
        new Invocation(screen.program(), options, cli.commands(options)),
        folder(),
        InstantSource.system());
  }

  Project project() {
    return switch (ConfigFile.read(folder())) {
      case ConfigReading.Good(Project project) -> project;
      case ConfigReading.Faulty(var findings) -> throw new IllegalStateException("" + findings);
    };
  }

  private void deploy(String commit) throws InterruptedException {
    for (ComponentSettings settings : project().components().values()) {
      open.push(() -> component(settings).act(Verb.STOP));
      component(settings).deploy(commit);
    }
  }

  Component component(ComponentSettings settings) {
    return Component.of(settings, variables, new ExampleShell(folder(), variables));
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (ProblemException e) {
        screen.err().println(e.problem().what() + " " + e.problem().why());
      } catch (Exception e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
