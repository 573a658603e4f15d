package dev.towpath.server;

import dev.towpath.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is answered to a request.
///
/// @param type the content's, for the header
record Answer(int status, String type, String body) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int WRONG_METHOD = 405;
  static final int TOO_LARGE = 413;
  static final int FAULT = 500;
  static final int AWAY = 503;

  static Answer json(int status, Map<String, ? extends @Nullable Object> values) {
    return new Answer(
        status,
        "application/json",
        new String(CanonicalJson.bytes(values), StandardCharsets.UTF_8));
  }

  /// A sentence for a person.
  static Answer text(int status, String sentence) {
    return new Answer(status, "text/plain; charset=utf-8", sentence + "\n");
  }
}
