package dev.towpath.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A question to the running system, and the answer that is well.
///
/// @param limit of one try
/// @param within how long it is asked again until the answer is well; zero asks once
public record Probe(String name, Question question, Duration limit, Duration within) {

  /// What is asked.
  public sealed interface Question {
    /// For people: a template's names stand in the place of its values.
    String text();
  }

  /// A GET request.
  ///
  /// @param status that is expected
  /// @param json what stands at each path of the answer's JSON, as text
  /// @param body what the answer contains
  public record Http(
      Template url,
      Map<String, Template> headers,
      int status,
      Map<String, String> json,
      Optional<String> body)
      implements Question {
    @Override
    public String text() {
      return "GET " + url.text();
    }
  }

  /// A connection that is opened and closed.
  ///
  /// @param address `host:port`
  public record Tcp(Template address) implements Question {
    @Override
    public String text() {
      return "connect to " + address.text();
    }
  }

  /// A command of the shell that changes nothing and ends with 0.
  public record Command(String shell) implements Question {
    @Override
    public String text() {
      return shell;
    }
  }
}
