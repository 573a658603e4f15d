package dev.towpath.component;

import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.process.Shell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part that is deployed beside the database. Each method fails with a
/// [dev.towpath.problem.ProblemException], and ends what it began when its thread is interrupted.
public interface Component {
  /// What serves now; empty if nothing does.
  Optional<Revision> current() throws InterruptedException;

  /// Lets the revision of a commit serve.
  void deploy(String commit) throws InterruptedException;

  /// Lets a revision that served before serve again.
  void rollBack(Revision revision) throws InterruptedException;

  /// How it is, in lines for a person; empty where its system doesn't say.
  List<String> status() throws InterruptedException;

  /// The last lines that it logged; empty where its system doesn't say.
  List<String> logs() throws InterruptedException;

  /// Does something that only some components can; harmless when it is repeated.
  void act(Verb verb) throws InterruptedException;

  /// The component that settings describe.
  ///
  /// @param variables for templates, and for the programs that are run
  static Component of(ComponentSettings settings, Map<String, String> variables, Shell shell) {
    Programs programs = new Programs(settings, variables, shell);
    return switch (settings.way()) {
      case ComponentSettings.Exec exec -> new ExecComponent(exec, programs);
      case ComponentSettings.Compose compose -> new ComposeComponent(compose, programs);
      case ComponentSettings.CloudRun service -> new CloudRunComponent(service, programs);
      case ComponentSettings.Netlify site -> new NetlifyComponent(settings, site, variables);
    };
  }
}
