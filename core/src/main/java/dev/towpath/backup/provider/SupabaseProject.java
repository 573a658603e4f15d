package dev.towpath.backup.provider;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A project of Supabase, which makes named restore points of itself. Its files are never given
/// out: Supabase alone restores them, in the place of the project.
public final class SupabaseProject implements Provider {
  static final String NAME = "supabase";

  /// Names the access token.
  static final String VARIABLE = "SUPABASE_ACCESS_TOKEN";

  /// What can stand in a header: another text would be quoted in an error of the HTTP client.
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private static final String POINTS = "/database/backups/restore-point";
  private static final String SHARED_POOLER = ".pooler.supabase.com";
  private static final String DIRECT = ".supabase.co";

  private final String reference;
  private final URI url;
  private final String token;
  private final SupabaseApi.Pace pace;

  /// @param reference 20 letters, as the project's address has them
  /// @param url where the management interface is
  /// @param token needed only when something is asked for; may be empty
  SupabaseProject(String reference, URI url, String token, SupabaseApi.Pace pace) {
    this.reference = reference;
    this.url = url;
    this.token = token;
    this.pace = pace;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String place() {
    return "project " + reference;
  }

  /// The project must be up and have backups of its files, without which there are no points.
  @Override
  public void require(Server server) {
    SupabaseApi api = api();
    try {
      requireSame(server);
      String status = api.get("").text("status");
      if (!status.equals("ACTIVE_HEALTHY")) {
        throw ProviderProblems.failed(this, "The project is " + status + ".");
      }
      JsonObject backups = api.get("/database/backups");
      if (!backups.flag("walg_enabled") && !backups.flag("pitr_enabled")) {
        throw ProviderProblems.failed(
            this, "The project has no physical backups, and so no restore points.");
      }
    } catch (SupabaseApi.Failed e) {
      throw refused(e).exception(e);
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  /// A direct address has the project in its host, the shared pooler in the user's name.
  private void requireSame(Server server) {
    boolean direct = server.host().endsWith(DIRECT) && !server.host().contains(reference);
    boolean pooled =
        server.host().endsWith(SHARED_POOLER) && !server.user().endsWith("." + reference);
    if (direct || pooled) {
      throw ProviderProblems.otherServer(
          this, "The environment's URL leads to " + server.user() + " at " + server.host() + ".");
    }
  }

  @Override
  public Provided make(String label) {
    SupabaseApi api = api();
    String name = pointName(label);
    try {
      Optional<SupabaseApi.Failed> doubt = ask(api, name);
      return available(api, name, label, doubt);
    } catch (SupabaseApi.Failed e) {
      throw refused(e).exception(e);
    } catch (Malformed e) {
      throw ProviderProblems.unreadable(this, e);
    }
  }

  /// A name may have 20 characters: the time and the random digits of Towpath's name.
  static String pointName(String label) {
    String time = label.substring(0, label.indexOf('Z')).replace("T", "");
    return "t" + time + label.substring(label.lastIndexOf('-'));
  }

  /// Where nobody knows whether it was carried out it isn't asked for again: the look that follows
  /// tells.
  ///
  /// @return why it may not have been carried out, if there is a doubt
  private static Optional<SupabaseApi.Failed> ask(SupabaseApi api, String name)
      throws SupabaseApi.Failed {
    try {
      api.post(POINTS, Map.of("name", name));
      return Optional.empty();
    } catch (SupabaseApi.Failed e) {
      if (!e.open()) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private JsonObject look(
      SupabaseApi api, String name, String label, Optional<SupabaseApi.Failed> doubt)
      throws SupabaseApi.Failed, Malformed {
    try {
      JsonObject point = api.get(POINTS + "?name=" + name);
      if (point.text("name").equals(name)) {
        return point;
      }
    } catch (SupabaseApi.Failed e) {
      if (!e.absent() || doubt.isPresent()) {
        throw doubt.orElse(e);
      }
    }
    throw ProviderProblems.notListed(this, name + " (" + label + ")");
  }

  private Provided available(
      SupabaseApi api, String name, String label, Optional<SupabaseApi.Failed> doubt)
      throws SupabaseApi.Failed, Malformed {
    long end = System.nanoTime() + pace.patience().toNanos();
    while (true) {
      JsonObject point = look(api, name, label, doubt);
      switch (point.text("status")) {
        case "AVAILABLE" -> {
          return new Provided(name, Optional.empty(), completed(point), 0, Optional.empty(), "");
        }
        case "PENDING" -> {
          if (System.nanoTime() > end) {
            throw ProviderProblems.failed(
                this, name + " is pending for " + pace.patience().toMinutes() + " min.");
          }
          api.pause();
        }
        default -> throw ProviderProblems.failed(this, name + " is " + point.text("status") + ".");
      }
    }
  }

  private static Optional<Instant> completed(JsonObject point) throws Malformed {
    try {
      return point.maybeText("completed_on").map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String byHand(String backup) {
    return "curl -H \"Authorization: Bearer $%s\" -H \"Content-Type: application/json\""
            .formatted(VARIABLE)
        + " -d '{\"name\":\"%s\"}' %s/v1/projects/%s/database/backups/undo"
            .formatted(backup, url, reference);
  }

  private SupabaseApi api() {
    if (!TOKEN.matcher(token).matches()) {
      throw Problem.of(
              "provider-token-missing",
              Exit.USAGE,
              "There is no token for the management interface of Supabase.")
          .because(VARIABLE + " is not set, or holds what no token has.")
          .leaving("Nothing was asked for or changed.")
          .next("Make one in the account's settings, and set " + VARIABLE + ".")
          .exception();
    }
    return new SupabaseApi(url, reference, token, pace);
  }

  private Problem refused(SupabaseApi.Failed cause) {
    return Problem.of(
            "provider-refused", Exit.UNREACHABLE, "Supabase refuses, or can't be reached.")
        .because(place() + ": " + cause.getMessage())
        .leaving("Nothing new is listed; the database is as it was.")
        .next(
            "See that "
                + VARIABLE
                + " may read and write backups of this project, and that its plan has them.");
  }
}
