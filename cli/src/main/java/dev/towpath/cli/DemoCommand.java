package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `towpath demo`: releases of a bundled example, whole, on an embedded PostgreSQL.
///
/// It types the commands that people would type. The copy of the example lies in a folder of its
/// own, which is removed when all went well, or when a person interrupts it.
@Command(
    name = "demo",
    headerHeading = "Examples:%n  towpath demo%n  towpath demo ibimina%n%n",
    header = "Shows a bundled example whole: a release, its people, and the way back.",
    description = "It needs Linux, git and curl. 'first-steps' shows the single commands.",
    synopsisHeading = "%nUsage: ")
final class DemoCommand implements Task {
  private static final String EXAMPLES = "examples";
  private static final String FIRST_STEPS = "first-steps";

  @Parameters(
      arity = "0..1",
      paramLabel = "EXAMPLE",
      defaultValue = "customer-portal",
      description = "Which example; by default customer-portal.")
  String example = "";

  @Override
  public Report run(Wiring wiring) throws IOException, InterruptedException {
    if (!examples().contains(example)) {
      throw unknown().exception();
    }
    DemoFolder own = DemoFolder.create();
    own.sweep();
    DemoTyping typing = new DemoTyping(wiring);
    try (Interruption _ =
        new Interruption(() -> wiring.tellAtEnd(Interruption.ofDemo(own.remove())))) {
      boolean played =
          example.equals(FIRST_STEPS) ? firstSteps(wiring, own, typing) : release(own, typing);
      return report(own, typing, played);
    }
  }

  private static boolean firstSteps(Wiring wiring, DemoFolder own, DemoTyping typing)
      throws IOException {
    Bundled.copy(EXAMPLES + "/" + FIRST_STEPS, own.path());
    return new DemoFirstSteps(wiring, own.path(), typing).play();
  }

  private boolean release(DemoFolder own, DemoTyping typing)
      throws IOException, InterruptedException {
    typing.say("Setting up " + example + ": a database, the application, a checkout ...");
    try (ExampleStage stage = ExampleStage.open(example, own.path(), typing.screen())) {
      return new DemoRelease(stage, typing).play();
    }
  }

  private static Report report(DemoFolder own, DemoTyping typing, boolean played) {
    Report report = Report.of("demo").data("steps", typing.steps());
    if (!played) {
      return report
          .exit(Exit.BUG)
          .summary("The demo went another way than it should: " + own.path());
    }
    String end = own.remove() ? "is removed again." : "could not be removed: " + own.path();
    typing.space();
    return report
        .summary("That was the main job. The demo's own folder " + end)
        .next("towpath -C examples/first-steps status, or 'towpath init' in your own project");
  }

  /// Each is a folder that has a `towpath.yaml`.
  private static List<String> examples() {
    TreeSet<String> names = new TreeSet<>();
    for (String file : Bundled.files(EXAMPLES).keySet()) {
      Path path = Path.of(file);
      if (path.endsWith("towpath.yaml") && path.getNameCount() == 2) {
        names.add(path.getName(0).toString());
      }
    }
    return List.copyOf(names);
  }

  private Problem unknown() {
    return Problem.of("example-unknown", Exit.USAGE, "There is no example '" + example + "'.")
        .because("The examples are " + String.join(", ", examples()) + ".")
        .leaving("Nothing was set up.")
        .next(Nearest.hint(example, examples()));
  }
}
