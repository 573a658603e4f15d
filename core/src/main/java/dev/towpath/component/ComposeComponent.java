package dev.towpath.component;

import dev.towpath.config.ComponentSettings.Compose;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.process.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Services of Docker Compose; a deploy recreates them from the images with the commit as their
/// tag, and leaves the services that they depend on alone.
record ComposeComponent(Compose compose, Programs programs) implements Component {
  private static final int LOG_LINES = 50;

  @Override
  public Optional<Revision> current() throws InterruptedException {
    Set<String> tags = new TreeSet<>();
    int running = 0;
    for (String line : run(List.of("ps", "--format", "json"), "be asked").output()) {
      if (!line.isBlank()) {
        try {
          String image = programs.json(line).text("Image");
          tags.add(ImageTag.of(image).orElse("latest"));
          running++;
        } catch (Malformed e) {
          throw programs.unread(e);
        }
      }
    }
    if (running < compose.services().size()) {
      return Optional.empty();
    }
    if (tags.size() == 1) {
      String tag = tags.iterator().next();
      return Optional.of(new Revision(tag, Optional.of(tag)));
    }
    throw ComponentProblems.failed(
            programs.settings(),
            "say what serves",
            "Its services run different images: " + String.join(", ", tags) + ".")
        .exception();
  }

  @Override
  public void deploy(String commit) throws InterruptedException {
    up(commit, "be deployed");
  }

  @Override
  public void rollBack(Revision revision) throws InterruptedException {
    up(revision.id(), "be rolled back");
  }

  private void up(String tag, String what) throws InterruptedException {
    programs.run(
        words(List.of("up", "--detach", "--no-build", "--no-deps", "--wait")),
        Map.of(compose.tag(), tag),
        what);
  }

  @Override
  public List<String> status() throws InterruptedException {
    return run(List.of("ps", "--all"), "be asked").output();
  }

  @Override
  public List<String> logs() throws InterruptedException {
    return run(List.of("logs", "--no-color", "--tail", "" + LOG_LINES), "be asked").output();
  }

  @Override
  public void act(Verb verb) throws InterruptedException {
    run(List.of(verb.word()), verb.word());
  }

  private Ran run(List<String> command, String what) throws InterruptedException {
    // The file is read by each command, and may refuse to be read without the variable.
    return programs.run(words(command), Map.of(compose.tag(), "latest"), what);
  }

  private List<String> words(List<String> command) {
    List<String> words = new ArrayList<>(List.of("docker", "compose", "--file", compose.file()));
    words.addAll(command);
    words.addAll(compose.services());
    return words;
  }
}
