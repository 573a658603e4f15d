package dev.towpath.cli;

import dev.towpath.config.ComponentSettings;
import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.problem.Exit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/// The demo of whole releases of an example: one that goes well; and, where the example has an
/// update that is watched, one that is broken under the eyes of its watch.
record DemoRelease(ExampleStage stage, DemoTyping typing) {
  private static final String STAGING = "runbooks/staging.yaml";
  private static final String UPDATE = "runbooks/update.yaml";

  private static final String WATCH = "The watch";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// Whether all went as it should.
  boolean play() throws IOException, InterruptedException {
    typing.say("Production, as it is before the release. Its people type, each under a name:");
    type(Exit.FINE, "status", "-e", "production");
    serving();
    if (!stage.signers().isEmpty() && !enrolled()) {
      return false;
    }
    if (has(STAGING) && !staging()) {
      return false;
    }
    typing.say(
        "The release follows its runbook, from the first check to the note. In this demo T was\n"
            + "yesterday, so that every step is due, and a minute of watching lasts "
            + ExampleCheckout.MINUTE.toMillis()
            + " ms.");
    boolean well = release("the-release", "runbooks/release.yaml", Exit.FINE, people());
    serving();
    return well && (!has(UPDATE) || update()) && type(Exit.FINE, "ledger", "verify");
  }

  private boolean enrolled() {
    typing.say(
        "Its release is signed. Each of its people enrols with a password that nobody else knows;\n"
            + "others vouch for who they are, and grant them their roles:");
    return people().enrol();
  }

  private boolean staging() throws InterruptedException {
    typing.say("What goes to production was on staging before:");
    ExamplePeople people = people();
    return people.planOn("staging", "on-staging", STAGING) == Exit.FINE.code()
        && typing.ended(Exit.FINE, people.start("on-staging"), "release start on-staging");
  }

  private boolean update() throws IOException, InterruptedException {
    typing.say("The next day an update of the application. While it is watched, we break it.");
    stage.checkout().commit("The note of the release");
    stage.checkout().writeNext();
    stage.checkout().commit("The update");
    ExamplePeople people = people().atStep(WATCH, this::breakIt);
    boolean back = release("the-update", UPDATE, Exit.UNCHANGED, people);
    typing.say("Nobody typed that. What serves now is what served before the update:");
    serving();
    return back && type(Exit.FINE, "release", "list");
  }

  private void breakIt() {
    String url = stage.variables().getOrDefault("FAULT_URL", "") + "?errors=40";
    typing.typed("$ curl -X POST " + url);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()).build();
    try (LimitedClient client = new LimitedClient()) {
      client.send(request, BodyHandlers.discarding(), LIMIT);
    } catch (NoAnswer e) {
      typing.typed(e.why());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean release(String name, String runbook, Exit expected, ExamplePeople people)
      throws InterruptedException {
    return people.plan(name, runbook) == Exit.FINE.code()
        && typing.ended(expected, people.start(name), "release start " + name);
  }

  private void serving() throws InterruptedException {
    typing.space();
    for (ComponentSettings settings : stage.project().components().values()) {
      String status = String.join(" ", stage.component(settings).status());
      typing.screen().out().println(settings.name() + ": " + status);
    }
  }

  private boolean type(Exit expected, String... words) {
    return typing.ended(expected, people().type("ann", words), String.join(" ", words));
  }

  private ExamplePeople people() {
    return new ExamplePeople(stage, typing.screen(), typing::typed);
  }

  private boolean has(String file) {
    return Files.exists(stage.folder().resolve(file));
  }
}
