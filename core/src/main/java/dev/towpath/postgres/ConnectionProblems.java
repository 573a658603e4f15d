package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Says why there is no connection: one code for each cause, without the secret in any of its
/// words.
final class ConnectionProblems {
  private static final String UNTOUCHED = "No database was touched.";

  private ConnectionProblems() {}

  static Problem of(DatabaseUrl url, SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    String said = scrubbed(url, Optional.ofNullable(failure.getMessage()).orElse(state));
    Problem problem =
        byState(url, state, said)
            .or(() -> byCause(url, failure))
            .orElseGet(() -> byText(url, said))
            .leaving(UNTOUCHED);
    return problem.why().isEmpty() ? problem.because(said) : problem;
  }

  /// The server's or the driver's words without the password, should they ever hold it.
  private static String scrubbed(DatabaseUrl url, String text) {
    String scrubbed = text;
    if (url.password().isPresent() && !url.password().get().isEmpty()) {
      scrubbed = text.replace(url.password().get(), "***");
    }
    return scrubbed;
  }

  private static Optional<Problem> byState(DatabaseUrl url, String state, String said) {
    if (said.contains("no encryption") || said.contains("SSL connection is required")) {
      return Optional.of(tlsRequired(url));
    }
    return switch (state) {
      case "28P01" -> Optional.of(wrongPassword(url));
      case "28000" -> Optional.of(loginRefused(url));
      case "3D000" -> Optional.of(noDatabase(url));
      case "42501" -> Optional.of(notAllowed(url));
      case "53300" -> Optional.of(tooMany(url));
      case "57P03", "57P01", "57P02" -> Optional.of(notNow(url));
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> byCause(DatabaseUrl url, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<Problem> found =
          switch (cause) {
            case UnknownHostException _ -> Optional.of(unknownHost(url));
            case SocketTimeoutException _ -> Optional.of(timedOut(url));
            case NoRouteToHostException _ -> Optional.of(timedOut(url));
            case ConnectException _ -> Optional.of(refused(url));
            case SSLException _ -> Optional.of(tlsFailed(url));
            default -> Optional.empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Problem byText(DatabaseUrl url, String said) {
    if (said.contains("no password was provided")) {
      return Problem.of(
              "password-missing", Exit.UNREACHABLE, "No password is given for " + url + ".")
          .next("Put it into PGPASSWORD, ~/.pgpass or the URL.");
    }
    if (said.contains("does not support SSL")) {
      return Problem.of(
              "tls-unavailable", Exit.UNREACHABLE, "The server doesn't speak TLS: " + url + ".")
          .next("Turn TLS on at the server, or say sslmode=disable if the way there is safe.");
    }
    if (said.contains("SSL") || said.contains("certificate") || said.contains("hostname")) {
      return tlsFailed(url);
    }
    if (said.contains("Tenant or user not found")) {
      return loginRefused(url);
    }
    return Problem.of(
            "connection-failed", Exit.UNREACHABLE, "There is no connection to " + url + ".")
        .next("See what is wrong: towpath doctor");
  }

  private static Problem wrongPassword(DatabaseUrl url) {
    return Problem.of("password-wrong", Exit.UNREACHABLE, "The password is wrong for " + url + ".")
        .next("Check it; in a URL its special characters are percent-encoded (@ is %40).");
  }

  private static Problem loginRefused(DatabaseUrl url) {
    return Problem.of(
            "login-refused",
            Exit.UNREACHABLE,
            "The server lets " + url.user() + " not in at " + url + ".")
        .next("Check the user's name, and the server's pg_hba.conf.");
  }

  private static Problem noDatabase(DatabaseUrl url) {
    return Problem.of(
            "database-missing",
            Exit.UNREACHABLE,
            "The database " + url.database() + " doesn't exist at " + url + ".")
        .next("Create it, or correct its name in the URL.");
  }

  private static Problem notAllowed(DatabaseUrl url) {
    return Problem.of(
            "connect-forbidden", Exit.UNREACHABLE, url.user() + " may not connect to " + url + ".")
        .next("Let an administrator run: grant connect on database ... to " + url.user());
  }

  private static Problem tooMany(DatabaseUrl url) {
    return Problem.of(
            "too-many-connections",
            Exit.UNREACHABLE,
            "The server has no connection left: " + url + ".")
        .next("End idle sessions or raise max_connections, then run the same command again.");
  }

  private static Problem notNow(DatabaseUrl url) {
    return Problem.of(
            "server-not-ready",
            Exit.UNREACHABLE,
            "The server is starting or shutting down: " + url + ".")
        .next("Wait until it is up, then run the same command again.");
  }

  private static Problem unknownHost(DatabaseUrl url) {
    return Problem.of("host-unknown", Exit.UNREACHABLE, "The host " + url.host() + " is not known.")
        .because("This machine's name service (DNS, /etc/hosts) gives no address for that name.")
        .next(supabaseHint(url, "Check its name."));
  }

  private static Problem timedOut(DatabaseUrl url) {
    return Problem.of(
            "connection-timed-out", Exit.UNREACHABLE, "The server doesn't answer: " + url + ".")
        .next(supabaseHint(url, "Check the host, the port, and firewalls on the way."));
  }

  private static Problem refused(DatabaseUrl url) {
    return Problem.of("connection-refused", Exit.UNREACHABLE, "Nothing listens at " + url + ".")
        .next(supabaseHint(url, "Start the server, or correct host and port."));
  }

  private static Problem tlsRequired(DatabaseUrl url) {
    return Problem.of("tls-required", Exit.UNREACHABLE, "The server demands TLS: " + url + ".")
        .next("Say sslmode=require in the URL, better verify-full with sslrootcert.");
  }

  private static Problem tlsFailed(DatabaseUrl url) {
    return Problem.of("tls-failed", Exit.UNREACHABLE, "TLS can't be agreed on with " + url + ".")
        .next("Check sslmode and sslrootcert, and the server's certificate.");
  }

  private static String supabaseHint(DatabaseUrl url, String otherwise) {
    boolean direct = url.host().startsWith("db.") && url.host().endsWith(".supabase.co");
    return direct
        ? "Supabase's direct host has an IPv6 address only; without IPv6 use the session pooler's"
            + " URL (port 5432)."
        : otherwise;
  }
}
