package dev.towpath.notify;

import java.util.Optional;

/// What people are told.
///
/// @param release that it is about; empty for what is about none
/// @param step of the release
/// @param words a person's own
/// @param alarm what it is about, if that lasts
public record Message(
    String release,
    String environment,
    Optional<String> commit,
    int step,
    String words,
    Optional<Alarm> alarm) {
  private static final int SHORT_COMMIT = 12;

  /// What is about no alarm.
  public Message(
      String release, String environment, Optional<String> commit, int step, String words) {
    this(release, environment, commit, step, words, Optional.empty());
  }

  /// What is about no release.
  public static Message of(String words) {
    return new Message("", "", Optional.empty(), 0, words);
  }

  /// All of it in one line.
  public String line() {
    if (release.isEmpty()) {
      return words;
    }
    String at = commit.map(each -> ", commit " + shortened(each)).orElse("");
    return words + " (release " + release + " on " + environment + at + ")";
  }

  /// The same, and below it the details, a line each.
  public String text() {
    StringBuilder text = new StringBuilder(line());
    alarm.ifPresent(
        each ->
            each.details().forEach((name, value) -> text.append('\n').append(name + ": " + value)));
    return text.toString();
  }

  private static String shortened(String commit) {
    return commit.length() <= SHORT_COMMIT ? commit : commit.substring(0, SHORT_COMMIT);
  }
}
