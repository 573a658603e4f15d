package dev.towpath.approval;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What a person knows and nobody else does. Never printed, never part of a message.
public final class Password {
  private static final int LEAST_CHARACTERS = 12;
  private static final int MOST_CHARACTERS = 1000;
  private static final int LEAST_DIFFERENT = 5;

  private final String text;

  /// @param typed as a person typed it; other ways to type the same letters are the same password
  public Password(String typed) {
    this.text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Why it is none for a person; empty if it may be.
  ///
  /// @param person their id
  public Optional<String> weakness(String person) {
    int length = text.codePointCount(0, text.length());
    if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS) {
      return Optional.of("It has " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters.");
    }
    if (text.codePoints().distinct().count() < LEAST_DIFFERENT) {
      return Optional.of("It has at least " + LEAST_DIFFERENT + " different characters.");
    }
    return text.toLowerCase(Locale.ROOT).contains(person)
        ? Optional.of("It doesn't contain the person's id.")
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
