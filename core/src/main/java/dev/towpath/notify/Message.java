package dev.towpath.notify;

import java.util.Optional;

/// What people are told.
///
/// @param release that it is about; empty for what is about none
/// @param step of the release
/// @param words a person's own
public record Message(
    String release, String environment, Optional<String> commit, int step, String words) {
  private static final int SHORT_COMMIT = 12;

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

  private static String shortened(String commit) {
    return commit.length() <= SHORT_COMMIT ? commit : commit.substring(0, SHORT_COMMIT);
  }
}
