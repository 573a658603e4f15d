package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.release.Release;
import dev.towpath.release.journal.Approvals;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.TaskItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The people of an example: one starts a release, and each of the others answers what it waits
/// for, by the command that a person would type.
///
/// An item of a checklist names who ticks it off and what the proof is: `DevOps: all is well.
/// Proof: run 481`.
final class ExamplePeople {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String PLANNER = "ann";
  private static final List<String> NAMES = List.of("ben", "cid", "dora", "eve", "finn", "gus");

  /// In the order of the ids, the planner first.
  private static final List<String> IN_FULL =
      List.of("Ann Gray", "Ben Hall", "Cid Moor", "Dora Lund", "Eve Ross", "Finn Ward", "Gus Toll");

  /// So many others confirm who a new person is.
  private static final int WITNESSES = 2;
  private static final Pattern ITEM = Pattern.compile("(?:([A-Za-z][A-Za-z /-]*): )?(.*?)");
  private static final Pattern PROOF = Pattern.compile(".*Proof: (.*?)\\.?");

  private final ExampleStage stage;
  private final Consumer<String> typed;
  private final Screen screen;
  private final Map<String, String> cast = new LinkedHashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Set<String> against = new HashSet<>();
  private final Map<String, Runnable> deeds = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> answered = new ArrayList<>();

  /// @param screen where the release is followed
  /// @param typed told each command line of a person
  ExamplePeople(ExampleStage stage, Screen screen, Consumer<String> typed) {
    this.stage = stage;
    this.screen = screen;
    this.typed = typed;
    stage.signers().forEach(this::person);
  }

  /// Enrols the planner and those who will sign, and grants them their roles; tells whether all of
  /// it went well. Where nobody signs, nothing is done.
  boolean enrol() {
    boolean well = true;
    List<String> signers = stage.signers();
    for (int i = 0; i <= signers.size() && !signers.isEmpty(); i++) {
      String id = i == 0 ? PLANNER : person(signers.get(i - 1));
      well &= say(id, "person", "enrol", id, "--name", IN_FULL.get(i)) == 0;
      for (int other = 0; other < Math.min(i, WITNESSES); other++) {
        String witness = other == 0 ? PLANNER : person(signers.getFirst());
        well &= say(witness, "person", "confirm", id, "--identity", "passport") == 0;
      }
    }
    for (String role : signers) {
      well &= say(PLANNER, "role", "grant", role, person(role)) == 0;
    }
    return well;
  }

  /// At this step nobody answers, and the release is aborted there.
  ExamplePeople silentAt(String step) {
    silent.add(step);
    return this;
  }

  /// At this step the decision is to go back.
  ExamplePeople against(String step) {
    against.add(step);
    return this;
  }

  /// Something that is done once, as soon as the step of this name is under way.
  ExamplePeople atStep(String step, Runnable deed) {
    deeds.put(step, deed);
    return this;
  }

  /// Who holds a role; always the same person.
  String person(String role) {
    return cast.computeIfAbsent(role, _ -> NAMES.get(cast.size() % NAMES.size()));
  }

  /// Types a command line.
  int type(String person, String... words) {
    return type(screen, person, words);
  }

  /// Types a command line that says something to a release; how the release stands is seen anyway.
  private int say(String person, String... words) {
    return type(screen.withOut(Releasing.nowhere()), person, words);
  }

  private int type(Screen on, String person, String... words) {
    List<String> line = new ArrayList<>();
    for (String word : words) {
      line.add(word.contains(" ") ? "\"" + word + "\"" : word);
    }
    typed.accept(person + "$ " + screen.program() + " " + String.join(" ", line));
    return stage.cli(person, on).run(words);
  }

  /// Plans a release of production; every step up to a day after its time is due at once.
  int plan(String name, String runbook, String... more) {
    return planOn("production", name, runbook, more);
  }

  /// The same for another environment.
  int planOn(String environment, String name, String runbook, String... more) {
    Instant yesterday = Instant.now().minus(Duration.ofHours(25)).truncatedTo(ChronoUnit.MINUTES);
    List<String> words = new ArrayList<>(List.of("release", "plan", runbook, "-e", environment));
    words.addAll(List.of("--name", name, "--at", "" + yesterday));
    words.addAll(List.of(more));
    return type(PLANNER, words.toArray(String[]::new));
  }

  /// Starts a release and answers until it ends or stops; gives the exit code.
  int start(String name) throws InterruptedException {
    AtomicInteger exit = new AtomicInteger();
    Thread driver =
        Thread.ofPlatform()
            .name("example-driver")
            .start(() -> exit.set(type(PLANNER, "release", "start", name)));
    long end = System.nanoTime() + LIMIT.toNanos();
    while (driver.isAlive()) {
      if (System.nanoTime() > end) {
        say(PLANNER, "release", "abort", name, "--reason", "it takes too long");
      }
      answer(stage.state(name));
      driver.join(LOOK);
    }
    return exit.get();
  }

  /// The steps at which releases waited for a person, and were answered, in their order.
  List<String> answered() {
    return List.copyOf(answered);
  }

  private void answer(RunState run) {
    for (Release.PlannedStep step : run.release().steps()) {
      StepState state = run.step(step.number());
      if (state.began().isPresent() && state.ended().isEmpty()) {
        Optional.ofNullable(deeds.remove(step.name())).ifPresent(Runnable::run);
      }
      if (state.phase() == StepState.Phase.WAITING
          && state.told().get("until") == null
          && done.add(run.release().id() + " " + step.number())) {
        answered.add(step.name());
        answer(run, step);
      }
    }
  }

  private void answer(RunState run, Release.PlannedStep step) {
    String name = run.release().id().text();
    if (silent.contains(step.name())) {
      say(PLANNER, "release", "abort", name, "--reason", "nobody answers");
      return;
    }
    switch (step.kind()) {
      case "approve" ->
          Approvals.missing(run)
              .forEach(role -> say(person(role), "release", "approve", name, "--role", role));
      case "checklist" -> tick(run, step);
      case "decide" -> decide(name, step);
      default -> {} // it waits for a time
    }
  }

  private void decide(String name, Release.PlannedStep step) {
    String person = person(step.owner().orElse("on-call"));
    if (against.contains(step.name())) {
      say(person, "release", "decide", name, "roll-back", "--reason", "logins fail");
    } else {
      say(person, "release", "decide", name, "go");
    }
  }

  private void tick(RunState run, Release.PlannedStep step) {
    for (TaskItem item : items(run, step)) {
      Matcher form = ITEM.matcher(item.text());
      String owner = form.matches() && form.group(1) != null ? form.group(1) : "on-call";
      Matcher proof = PROOF.matcher(item.text());
      String said = proof.matches() ? proof.group(1) : "seen";
      String number = "" + item.number();
      String name = run.release().id().text();
      say(person(role(owner)), "release", "tick", name, "--item", number, "--proof", said);
    }
  }

  private static String role(String owner) {
    return owner.toLowerCase(Locale.ROOT).replaceAll("[ /]+", "-");
  }

  private List<TaskItem> items(RunState run, Release.PlannedStep planned) {
    Project project = stage.project();
    RunbookFile file = new RunbookFile(project.root(), StepKinds.installed());
    if (file.read(run.release().runbook()) instanceof RunbookReading.Good(var runbook)) {
      for (RunbookStep step : runbook.steps()) {
        if (step.number() == planned.number()) {
          try {
            return TaskItem.read(
                Files.readString(project.root().resolve(step.step().files().getFirst())));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
    throw new IllegalStateException("no checklist at step " + planned.number());
  }
}
