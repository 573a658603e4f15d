package dev.towpath.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A part that is deployed beside the database, as `towpath.yaml` describes it.
///
/// @param build a command of the shell that is run before each deploy
/// @param limit how long each of its commands may run
/// @param settle how long it may take until the revision that was asked for serves
public record ComponentSettings(
    String name, Optional<String> build, Duration limit, Duration settle, Way way) {

  /// What some components can beside being deployed and rolled back.
  public enum Verb {
    STOP("stop"),
    START("start"),
    CLEAN_UP("clean-up");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    /// As in a runbook.
    public String word() {
      return word;
    }
  }

  /// By what it is deployed.
  public sealed interface Way {
    Set<Verb> verbs();
  }

  /// Commands of the project's own.
  ///
  /// @param current prints the commit that serves
  /// @param more the commands of `status`, `logs` and of verbs, by their words
  public record Exec(String current, String deploy, String rollBack, Map<String, String> more)
      implements Way {
    @Override
    public Set<Verb> verbs() {
      return Arrays.stream(Verb.values())
          .filter(verb -> more.containsKey(verb.word()))
          .collect(Collectors.toSet());
    }
  }

  /// Services of Docker Compose whose images have a commit as their tag.
  ///
  /// @param file relative to the project
  /// @param tag the variable in the file that stands for the tag
  public record Compose(String file, List<String> services, String tag) implements Way {
    @Override
    public Set<Verb> verbs() {
      return Set.of(Verb.STOP, Verb.START);
    }
  }

  /// A service of Cloud Run; each revision's image has a commit as its tag.
  ///
  /// @param project of Google Cloud; the command's own setting where empty
  public record CloudRun(String service, String region, Optional<String> project) implements Way {
    @Override
    public Set<Verb> verbs() {
      return Set.of();
    }
  }

  /// A site of Netlify; each deploy has its commit.
  ///
  /// @param site its id or its domain
  public record Netlify(String site, Template token, Template api) implements Way {
    @Override
    public Set<Verb> verbs() {
      return Set.of();
    }
  }
}
