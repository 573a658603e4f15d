package dev.towpath.server;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// What a request shows to be let in: `Authorization: Bearer TOKEN`.
final class Token {
  /// The environment variable that holds it.
  static final String VARIABLE = "TOWPATH_SERVE_TOKEN";

  private static final int LEAST_CHARACTERS = 16;
  private final byte[] header;

  private Token(String text) {
    header = header(text);
  }

  /// The one of the environment; empty if there is none.
  static Optional<Token> of(Map<String, String> variables) {
    String text = variables.getOrDefault(VARIABLE, "").strip();
    if (!text.isEmpty() && text.length() < LEAST_CHARACTERS) {
      throw Problem.of("serve-token", Exit.USAGE, VARIABLE + " is too short.")
          .because("It has fewer than " + LEAST_CHARACTERS + " characters, and could be guessed.")
          .leaving("Nothing listens.")
          .next("Make one: openssl rand -hex 32")
          .exception();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(new Token(text));
  }

  private static byte[] header(String text) {
    return ("Bearer " + text).getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a request's header shows it; takes as long for a near miss as for a far one.
  boolean isIn(Optional<String> authorization) {
    return authorization
        .map(text -> MessageDigest.isEqual(header, text.getBytes(StandardCharsets.UTF_8)))
        .orElse(false);
  }
}
