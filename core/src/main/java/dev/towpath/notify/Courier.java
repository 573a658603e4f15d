package dev.towpath.notify;

import dev.towpath.config.Channel;
import dev.towpath.config.Template;
import dev.towpath.problem.ProblemException;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands messages to channels; what fails for the moment is tried again, a few times.
///
/// @param variables for the channels' secrets
public record Courier(Map<String, String> variables, Shell shell) {
  private static final int MOST_TRIES = 4;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(1);

  /// The first pause between two tries; each next one is twice as long.
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final int TOO_MANY = 429;

  /// What came of one try.
  private enum Outcome {
    TAKEN,
    REFUSED,
    AWAY
  }

  private record Try(Outcome outcome, String said) {}

  /// Never fails but when its thread is interrupted: a message that can't be delivered is told.
  public Delivery deliver(Channel channel, Message message) throws InterruptedException {
    Duration pause = PAUSE;
    for (int tries = 1; ; tries++) {
      Try last = once(channel, message);
      if (last.outcome() != Outcome.AWAY || tries == MOST_TRIES) {
        return new Delivery(channel.word(), last.outcome() == Outcome.TAKEN, tries, last.said());
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private Try once(Channel channel, Message message) throws InterruptedException {
    try {
      return switch (channel) {
        case Channel.Slack(Template url) -> post(url.expand(variables), Payload.slack(message));
        case Channel.Teams(Template url) -> post(url.expand(variables), Payload.teams(message));
        case Channel.Webhook(Template url) -> post(url.expand(variables), Payload.webhook(message));
        case Channel.PagerDuty(Template key, Template events, String severity) ->
            post(
                events.expand(variables),
                Payload.pagerDuty(message, key.expand(variables), severity));
        case Channel.Command(String command) -> command(command, message);
      };
    } catch (ProblemException e) {
      return new Try(Outcome.REFUSED, e.problem().what());
    } catch (IllegalArgumentException e) {
      return new Try(Outcome.REFUSED, "that is no URL that can be asked");
    }
  }

  private Try command(String command, Message message) throws InterruptedException {
    Map<String, String> text =
        Map.of("TOWPATH_MESSAGE", message.line(), "TOWPATH_RELEASE", message.release());
    Ran ran = shell.run(command, text, COMMAND_LIMIT);
    return new Try(ran.well() ? Outcome.TAKEN : Outcome.AWAY, ran.said());
  }

  private static Try post(String url, byte[] json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    try {
      HttpResponse<Void> answer =
          client
              .sendAsync(request, BodyHandlers.discarding())
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      int status = answer.statusCode();
      return new Try(
          status / 100 == 2
              ? Outcome.TAKEN
              : status == TOO_MANY || status / 100 == 5 ? Outcome.AWAY : Outcome.REFUSED,
          "status " + status);
    } catch (ExecutionException e) {
      return new Try(Outcome.AWAY, "it can't be reached");
    } catch (TimeoutException e) {
      return new Try(Outcome.AWAY, "no answer within " + LIMIT.toSeconds() + " s");
    } finally {
      client.shutdownNow();
    }
  }
}
