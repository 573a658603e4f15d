package dev.towpath.release.step;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `checklist`: a Markdown task list whose items people tick off, each with who and when.
public final class Checklist implements StepKind {
  @Override
  public String word() {
    return "checklist";
  }

  @Override
  public String sentence() {
    return "Waits until people have ticked off every item of a Markdown task list.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.path().map(Ticked::new);
  }

  private record Ticked(Path file) implements RepeatableStep {
    @Override
    public String does() {
      return "waits until " + file + " is ticked off";
    }

    @Override
    public List<Path> files() {
      return List.of(file);
    }

    @Override
    public List<String> items(Path project) {
      return read(project).stream().map(TaskItem::text).toList();
    }

    private List<TaskItem> read(Path project) {
      try {
        List<TaskItem> items = TaskItem.read(Files.readString(project.resolve(file)));
        if (items.isEmpty()) {
          throw unreadable("It has no item that begins with '- [ ]'.").exception();
        }
        return items;
      } catch (IOException e) {
        throw unreadable(String.valueOf(e.getMessage())).exception(e);
      }
    }

    @Override
    public StepResult run(StepContext context) {
      List<TaskItem> items = read(context.project());
      Map<Integer, RunState.Tick> ticks = context.run().ticks(context.number());
      List<TaskItem> open =
          items.stream().filter(item -> !ticks.containsKey(item.number())).toList();
      return open.isEmpty()
          ? new StepResult.Done(Map.of("file", file.toString(), "items", evidence(items, ticks)))
          : new StepResult.Waiting(
              "%d of %d items: %d %s"
                  .formatted(
                      open.size(), items.size(), open.getFirst().number(), open.getFirst().text()),
              Optional.empty());
    }

    private Problem unreadable(String why) {
      return Problem.of("checklist-unreadable", Exit.USAGE, "The checklist can't be read: " + file)
          .because(why)
          .leaving("Nothing was changed.")
          .next("Mend the file, and plan the release anew.");
    }

    private static List<Map<String, @Nullable Object>> evidence(
        List<TaskItem> items, Map<Integer, RunState.Tick> ticks) {
      List<Map<String, @Nullable Object>> evidence = new ArrayList<>();
      for (TaskItem item : items) {
        RunState.Tick tick = ticks.get(item.number());
        if (tick != null) {
          evidence.add(
              Map.of(
                  "item", item.text(),
                  "by", tick.by(),
                  "at", tick.at().toString(),
                  "proof", tick.proof()));
        }
      }
      return evidence;
    }
  }
}
