package dev.towpath.component;

import dev.towpath.config.ComponentSettings.Exec;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.process.Ran;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A component that the project's own commands deploy; its revisions are commits.
record ExecComponent(Exec exec, Programs programs) implements Component {
  @Override
  public Optional<Revision> current() throws InterruptedException {
    Ran ran = programs.shell(exec.current(), Map.of(), "say what serves");
    return ran.output().stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((_, last) -> last)
        .map(commit -> new Revision(commit, Optional.of(commit)));
  }

  @Override
  public void deploy(String commit) throws InterruptedException {
    programs.shell(exec.deploy(), Map.of("TOWPATH_COMMIT", commit), "be deployed");
  }

  @Override
  public void rollBack(Revision revision) throws InterruptedException {
    programs.shell(exec.rollBack(), Map.of("TOWPATH_REVISION", revision.id()), "be rolled back");
  }

  @Override
  public List<String> status() throws InterruptedException {
    return more("status");
  }

  @Override
  public List<String> logs() throws InterruptedException {
    return more("logs");
  }

  private List<String> more(String word) throws InterruptedException {
    String command = exec.more().get(word);
    return command == null ? List.of() : programs.shell(command, Map.of(), "be asked").output();
  }

  @Override
  public void act(Verb verb) throws InterruptedException {
    String command = exec.more().get(verb.word());
    if (command != null) {
      programs.shell(command, Map.of(), verb.word());
    }
  }
}
