package dev.towpath.release.runbook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/// What an environment variable must be before a release begins. Its value is never shown.
///
/// @param least how many characters it has at least
/// @param url the scheme of the URL that it is
/// @param sameAs the variable that it is equal to
public record Requirement(
    String variable, int least, Optional<String> url, Optional<String> sameAs) {

  /// What is wrong with it, in a sentence; empty if it is as it must be.
  public Optional<String> fault(Map<String, String> variables) {
    String value = variables.getOrDefault(variable, "");
    if (value.isEmpty()) {
      return Optional.of(variable + " is not set.");
    }
    if (value.length() < least) {
      return Optional.of(
          variable + " has " + value.length() + " characters; it must have " + least + ".");
    }
    return url.filter(scheme -> !isUrl(value, scheme))
        .map(scheme -> variable + " is no URL that begins with " + scheme + "://.")
        .or(
            () ->
                sameAs
                    .filter(other -> !isSame(value, variables.getOrDefault(other, "")))
                    .map(other -> variable + " is not the same as " + other + "."));
  }

  /// The origin `https://portal.example` is that of the domain `portal.example` too.
  private boolean isSame(String value, String other) {
    return value.equals(other)
        || url.filter(scheme -> !other.isEmpty() && value.equals(scheme + "://" + other))
            .isPresent();
  }

  private static boolean isUrl(String value, String scheme) {
    try {
      URI uri = new URI(value);
      return scheme.equals(uri.getScheme()) && uri.getAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
