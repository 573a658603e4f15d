package dev.towpath.server;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the server listens, and what lets a request in.
public final class Listen {
  /// Where it listens unless somebody says otherwise; the port is free in Prometheus' own list.
  public static final String USUAL = "127.0.0.1:9464";

  private static final Pattern FORM = Pattern.compile("(?:\\[(.+)]|([^:\\[\\]]+)):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private final InetSocketAddress address;
  private final Optional<Token> token;

  private Listen(InetSocketAddress address, Optional<Token> token) {
    this.address = address;
    this.token = token;
  }

  /// Reads `127.0.0.1:9464`, `localhost:9464` or `[::1]:9464`; empty for another text. Names are
  /// not looked up: what a name means is decided elsewhere, and later.
  public static Optional<InetSocketAddress> read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int port = Integer.parseInt(matcher.group(3));
    if (host.equals("localhost")) {
      return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Checks who could reach the address.
  ///
  /// @param everywhere whether it was said that other machines may reach it
  /// @param variables of the environment, for the token
  /// @throws dev.towpath.problem.ProblemException with `serve-public` or `serve-token`
  public static Listen at(
      InetSocketAddress address, boolean everywhere, Map<String, String> variables) {
    Optional<Token> token = Token.of(variables);
    if (!address.getAddress().isLoopbackAddress()) {
      if (!everywhere) {
        throw Problem.of("serve-public", Exit.USAGE, "Other machines could reach that address.")
            .because(address.getAddress().getHostAddress() + " is not of this machine alone.")
            .leaving("Nothing listens.")
            .next("If that is meant, say --public and set " + Token.VARIABLE + ".")
            .exception();
      }
      if (token.isEmpty()) {
        throw Problem.of("serve-token", Exit.USAGE, "There is no token for other machines.")
            .because(Token.VARIABLE + " is not set, and who reaches the address could read all.")
            .leaving("Nothing listens.")
            .next("Make one: openssl rand -hex 32")
            .exception();
      }
    }
    return new Listen(address, token);
  }

  InetSocketAddress address() {
    return address;
  }

  boolean lets(Route.Access access, Optional<String> authorization) {
    return switch (access) {
      case ANYBODY -> true;
      case READER -> token.map(each -> each.isIn(authorization)).orElse(true);
      case WRITER -> token.map(each -> each.isIn(authorization)).orElse(false);
    };
  }
}
