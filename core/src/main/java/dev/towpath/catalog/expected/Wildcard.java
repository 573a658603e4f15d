package dev.towpath.catalog.expected;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A text in which each `*` stands for any characters, also for none.
final class Wildcard {
  private final Pattern pattern;

  Wildcard(String text) {
    this.pattern =
        Pattern.compile(
            Arrays.stream(text.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            Pattern.DOTALL);
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
