package dev.towpath.notify;

import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// What came of handing something over once.
///
/// @param said the answer, without secrets
record Try(Outcome outcome, String said) {
  private static final int MOST_TRIES = 4;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// The first pause between two tries; each next one is twice as long.
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final int TOO_MANY = 429;

  enum Outcome {
    TAKEN,
    REFUSED,
    /// Not there for the moment: another try may help.
    AWAY
  }

  /// Hands it over.
  interface Once {
    Try once() throws InterruptedException;
  }

  /// Tries it again while the other side is away, a few times.
  static Delivery patiently(String channel, Once once) throws InterruptedException {
    Duration pause = PAUSE;
    for (int tries = 1; ; tries++) {
      Try last = once.once();
      if (last.outcome() != Outcome.AWAY || tries == MOST_TRIES) {
        return new Delivery(channel, last.outcome() == Outcome.TAKEN, tries, last.said());
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /// Posts JSON.
  ///
  /// @throws IllegalArgumentException if the URL is none
  static Try post(String url, Map<String, String> headers, byte[] json)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json));
    headers.forEach(request::header);
    try (LimitedClient client = new LimitedClient()) {
      int status = client.send(request.build(), BodyHandlers.discarding(), LIMIT).statusCode();
      return new Try(outcome(status), "status " + status);
    } catch (NoAnswer e) {
      String late = "no answer within " + LIMIT.toSeconds() + " s";
      return new Try(Outcome.AWAY, e.isLate() ? late : "it can't be reached");
    }
  }

  private static Outcome outcome(int status) {
    if (status / 100 == 2) {
      return Outcome.TAKEN;
    }
    return status == TOO_MANY || status / 100 == 5 ? Outcome.AWAY : Outcome.REFUSED;
  }
}
