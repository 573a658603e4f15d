package dev.towpath.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /// A query on the environment's database, in a transaction that can't change anything.
  ///
  /// @param expect what the first value must be, as text
  /// @param counts how large it may be; empty with `expect`
  public record Sql(String query, Optional<String> expect, Counts counts) implements Question {
    @Override
    public String text() {
      return "SQL: " + query.strip().lines().findFirst().orElse("");
    }
  }

  /// A count of lines that match a pattern.
  ///
  /// @param file that has them; empty with `command`
  /// @param command of the shell that prints them
  public record Log(
      Optional<Template> file, Optional<String> command, Pattern pattern, Counts counts)
      implements Question {
    @Override
    public String text() {
      return "lines with "
          + pattern
          + " in "
          + file.map(Template::text).or(() -> command).orElse("");
    }
  }
}
