package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.report.Format;
import dev.towpath.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `towpath demo`: the main job on a copy of the bundled example, on an embedded PostgreSQL.
///
/// It types the commands that a user would type. The copy lies in a folder of its own, which is
/// removed when all went well, or when a person interrupts it.
@Command(
    name = "demo",
    headerHeading = "Examples:%n  towpath demo%n  towpath demo --color never%n%n",
    header = "Shows the main job on a bundled example, in less than a minute.",
    synopsisHeading = "%nUsage: ")
final class DemoCommand implements Task {
  private static final String EXAMPLE = "examples/first-steps";
  private static final Path APPLIED =
      Path.of("supabase", "migrations", "20260105090000_create_customers.sql");

  @Override
  public Report run(Wiring wiring) throws IOException {
    DemoFolder own = DemoFolder.create();
    own.sweep();
    try (Interruption _ =
        new Interruption(() -> wiring.tellAtEnd(Interruption.ofDemo(own.remove())))) {
      return run(wiring, own);
    }
  }

  private static Report run(Wiring wiring, DemoFolder own) throws IOException {
    Path folder = own.path();
    Bundled.copy(EXAMPLE, folder);
    Stage stage = new Stage(wiring, folder);
    boolean played = play(stage, folder);
    Report report = Report.of("demo").data("steps", stage.steps());
    if (!played) {
      return report.exit(Exit.BUG).summary("The demo went another way than it should: " + folder);
    }
    String end = own.remove() ? "is removed again." : "could not be removed: " + folder;
    stage.space();
    return report
        .summary("That was the main job. The demo's own folder " + end)
        .next("towpath -C examples/first-steps status, or 'towpath init' in your own project");
  }

  private static boolean play(Stage stage, Path folder) throws IOException {
    stage.say("A small project: a customer portal in the layout of the Supabase CLI.");
    stage.say("Its database is a fresh PostgreSQL that Towpath brings along.");
    if (!stage.type(Exit.FINE, "status")
        || !stage.type(Exit.FINE, "plan")
        || !stage.type(Exit.FINE, "apply")) {
      return false;
    }
    stage.say("The files are replayed on a scratch server, and the two schemas compared:");
    if (!stage.type(Exit.FINE, "verify")) {
      return false;
    }
    stage.say("Someone edits a migration that is already applied. Most tools pass over it:");
    Path file = folder.resolve(APPLIED);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("email text not null", "email text"));
    boolean noticed = stage.type(Exit.REFUSED, "status");
    Files.writeString(file, text);
    stage.say("The edit is taken back. And the way back, by down scripts:");
    return noticed
        && stage.type(Exit.FINE, "undo", "--to", "20260209101500")
        && stage.type(Exit.FINE, "status");
  }

  /// Where the commands are typed, and what came of them.
  private static final class Stage {
    private final Wiring wiring;
    private final Cli cli;
    private final PrintStream out;
    private final List<Map<String, Object>> steps = new ArrayList<>();

    Stage(Wiring wiring, Path folder) {
      Screen screen = wiring.screen();
      this.wiring = wiring;
      // Where the result is for a program, the play is for the person beside it.
      this.out = wiring.output() == Format.TEXT ? screen.out() : screen.err();
      this.cli = new Cli(screen.withOut(out), folder, wiring.clock());
    }

    void say(String text) {
      out.println("\n" + text);
      out.flush();
    }

    void space() {
      out.println();
      out.flush();
    }

    boolean type(Exit expected, String... words) {
      say("$ " + wiring.screen().program() + " " + String.join(" ", words));
      out.println();
      int exit = cli.run(Stream.concat(Stream.of(words), wiring.look()).toArray(String[]::new));
      steps.add(Map.of("command", String.join(" ", words), "exit", exit));
      return exit == expected.code();
    }

    List<Map<String, Object>> steps() {
      return steps;
    }
  }
}
