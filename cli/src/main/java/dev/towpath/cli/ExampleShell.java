package dev.towpath.cli;

import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the commands of an example's components while it is set up.
record ExampleShell(Path folder, Map<String, String> variables) implements Shell {
  @Override
  public Ran run(List<String> words, Map<String, String> more, Duration limit)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> both = Collections.synchronizedList(new ArrayList<>());
    try {
      ShellCommand.Ended ended =
          new ShellCommand(words, folder, set -> set.putAll(all), limit)
              .run(
                  _ -> {},
                  line -> {
                    output.add(line);
                    both.add(line);
                  },
                  both::add);
      return new Ran(
          ended.well(), ended.words(), List.copyOf(output), List.copyOf(both), ended.took());
    } catch (IOException e) {
      return new Ran(
          false, "could not be run: " + e.getMessage(), List.of(), List.of(), Duration.ZERO);
    }
  }
}
