package dev.towpath.backup.store;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bucket of an object store that speaks the protocol of S3, and a prefix in it:
/// `s3://bucket/prefix`.
///
/// @param prefix empty, or ends with `/`
/// @param endpoint of a store other than Amazon's
record S3Place(String bucket, String prefix, Optional<URI> endpoint, String region) {
  static final String SCHEME = "s3://";

  private static final Pattern FORM =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9/_.=-]*))?");
  private static final String REGION = "us-east-1";

  /// Reads a URL, and the variables that other tools of S3 read.
  static S3Place of(String url, Map<String, String> variables) {
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw Problem.of("storage-url", Exit.USAGE, "'" + url + "' is no place in an object store.")
          .because("A bucket has 3 to 63 lower-case letters, digits, dots and hyphens.")
          .leaving("Nothing was read or changed.")
          .next("Write s3://BUCKET or s3://BUCKET/PREFIX")
          .exception();
    }
    String prefix = Optional.ofNullable(parts.group(2)).orElse("").replaceAll("^/+|/+$", "");
    return new S3Place(
        parts.group(1),
        prefix.isEmpty() ? "" : prefix + "/",
        first(variables, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").map(URI::create),
        first(variables, "AWS_REGION", "AWS_DEFAULT_REGION").orElse(REGION));
  }

  private static Optional<String> first(Map<String, String> variables, String one, String other) {
    return Optional.ofNullable(variables.get(one))
        .or(() -> Optional.ofNullable(variables.get(other)))
        .filter(value -> !value.isBlank());
  }

  @Override
  public String toString() {
    return SCHEME
        + bucket
        + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
  }
}
