package dev.towpath.component;

import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.Netlify;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A site of Netlify, by its HTTP API: a deploy publishes the build of the commit that Netlify has
/// made already.
record NetlifyComponent(ComponentSettings settings, Netlify site, Map<String, String> variables)
    implements Component {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LARGEST_ANSWER_BYTES = 16L << 20;

  @Override
  public Optional<Revision> current() throws InterruptedException {
    try {
      Optional<JsonObject> published = object(ask("GET", "")).maybeObject("published_deploy");
      return published.isEmpty() ? Optional.empty() : Optional.of(revision(published.get()));
    } catch (Malformed e) {
      throw unread(e);
    }
  }

  private static Revision revision(JsonObject deploy) throws Malformed {
    return new Revision(deploy.text("id"), deploy.maybeText("commit_ref"));
  }

  @Override
  public void deploy(String commit) throws InterruptedException {
    restore(built(commit), "be deployed");
  }

  private Revision built(String commit) throws InterruptedException {
    try {
      for (JsonObject deploy :
          object("{\"all\":" + ask("GET", "/deploys?per_page=100") + "}").objects("all")) {
        Revision revision = revision(deploy);
        if (revision.isOf(commit) && deploy.text("state").equals("ready")) {
          return revision;
        }
      }
    } catch (Malformed e) {
      throw unread(e);
    }
    throw ComponentProblems.notBuilt(
            settings, commit, "None of the site's last 100 deploys is ready and has that commit.")
        .exception();
  }

  @Override
  public void rollBack(Revision revision) throws InterruptedException {
    restore(revision, "be rolled back");
  }

  private void restore(Revision revision, String what) throws InterruptedException {
    String answer = ask("POST", "/deploys/" + revision.id() + "/restore");
    try {
      if (!object(answer).text("id").equals(revision.id())) {
        throw failed(what, "Netlify published another deploy: " + object(answer).text("id"));
      }
    } catch (Malformed e) {
      throw unread(e);
    }
  }

  @Override
  public List<String> status() throws InterruptedException {
    try {
      JsonObject json = object(ask("GET", ""));
      return List.of(json.text("state") + " " + json.maybeText("ssl_url").orElse(""));
    } catch (Malformed e) {
      throw unread(e);
    }
  }

  /// A site that is files logs nothing.
  @Override
  public List<String> logs() {
    return List.of();
  }

  @Override
  public void act(Verb verb) {
    throw failed(verb.word(), "A site of Netlify can't do that.");
  }

  private String ask(String method, String path) throws InterruptedException {
    String uri = site.api().expand(variables) + "/sites/" + site.site() + path;
    try (LimitedClient client = new LimitedClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri))
              .header("Authorization", "Bearer " + site.token().expand(variables))
              .method(method, BodyPublishers.noBody())
              .build();
      HttpResponse<byte[]> answer =
          client.send(request, LimitedClient.limiting(LARGEST_ANSWER_BYTES), PATIENCE);
      if (answer.statusCode() / 100 != 2) {
        throw failed("be asked", method + " " + path + " is answered " + answer.statusCode() + ".");
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (NoAnswer | IllegalArgumentException e) {
      throw failed("be asked", "The API of Netlify can't be reached.");
    }
  }

  private JsonObject object(String text) throws Malformed {
    return JsonObject.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private ProblemException unread(Malformed e) {
    return failed("be asked", "What Netlify answers is not what is known: " + e.getMessage());
  }

  private ProblemException failed(String what, String why) {
    return ComponentProblems.failed(settings, what, why).exception();
  }
}
