package dev.towpath.backup.provider;

import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Secrets;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// One project at the management interface of Supabase. Answers are bounded in time and in bytes,
/// and its token is sent nowhere else: it follows no redirect.
final class SupabaseApi {
  private static final long MOST_BYTES = 1 << 20;
  private static final int SHOWN_CHARACTERS = 300;
  private static final int TRIES = 3;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final URI project;
  private final String token;
  private final Pace pace;

  /// How long things may take.
  ///
  /// @param answer how long one answer may take
  /// @param poll between two looks at something that is being done
  /// @param patience how long that may take in all
  record Pace(Duration answer, Duration poll, Duration patience) {
    static final Pace USUAL =
        new Pace(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(30));
  }

  /// @param base where the interface is
  /// @param reference the project's
  SupabaseApi(URI base, String reference, String token, Pace pace) {
    String address = base.toString().replaceAll("/+$", "");
    this.project = URI.create(address + "/v1/projects/" + reference);
    this.token = token;
    this.pace = pace;
  }

  /// Why a request got no answer that counts.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    /// @param status 0 where there was no answer
    Failed(int status, String why) {
      super(why);
      this.status = status;
    }

    /// Whether the request may have been carried out all the same.
    boolean open() {
      return status == 0 || status >= SERVER_ERROR;
    }

    /// Whether there is no such thing.
    boolean absent() {
      return status == NOT_FOUND;
    }

    /// Whether asking again can help.
    boolean passing() {
      return open() || status == TOO_MANY;
    }
  }

  /// Reads; tried again where that can help, as reading changes nothing.
  JsonObject get(String path) throws Failed {
    return tried(request(path).GET().build(), OK, true);
  }

  /// Asks for something to be made; tried again only where it was turned away unread.
  JsonObject post(String path, Map<String, String> body) throws Failed {
    HttpRequest.BodyPublisher bytes =
        HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body));
    HttpRequest request =
        request(path).header("Content-Type", "application/json").POST(bytes).build();
    return tried(request, CREATED, false);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(project + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private JsonObject tried(HttpRequest request, int wanted, boolean repeatable) throws Failed {
    for (int tries = 1; ; tries++) {
      Duration wait = pace.poll();
      try {
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() == wanted) {
          return JsonObject.read(answer.body());
        }
        wait = wait(answer);
        throw new Failed(answer.statusCode(), words(answer));
      } catch (Malformed e) {
        throw new Failed(0, "The answer can't be read. " + e.getMessage());
      } catch (Failed e) {
        boolean again = repeatable ? e.passing() : e.status == TOO_MANY;
        if (!again || tries == TRIES) {
          throw e;
        }
      }
      pause(wait);
    }
  }

  /// Waits at most as long as one answer may take, whatever the server asks for.
  private Duration wait(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    Duration wait =
        seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : pace.poll();
    return wait.compareTo(pace.answer()) > 0 ? pace.answer() : wait;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Failed {
    try (LimitedClient client = new LimitedClient()) {
      return client.send(request, LimitedClient.limiting(MOST_BYTES), pace.answer());
    } catch (NoAnswer e) {
      String late = "No answer within " + pace.answer().toSeconds() + " s.";
      throw new Failed(0, e.isLate() ? late : "There is " + e.why() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(0, "It was interrupted.");
    }
  }

  /// The status and what the server says about it, without the token should it be in there.
  private String words(HttpResponse<byte[]> answer) {
    String said;
    try {
      said = JsonObject.read(answer.body()).maybeText("message").orElse("");
    } catch (Malformed e) {
      said = "";
    }
    String safe = Secrets.hidden(said.replace(token, "***")).replaceAll("\\p{Cntrl}", " ");
    String shorter = safe.substring(0, Math.min(SHOWN_CHARACTERS, safe.length()));
    return "The answer is " + answer.statusCode() + (shorter.isEmpty() ? "." : ": " + shorter);
  }

  /// Waits for the next look.
  void pause() throws Failed {
    pause(pace.poll());
  }

  private static void pause(Duration wait) throws Failed {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(0, "It was interrupted.");
    }
  }
}
