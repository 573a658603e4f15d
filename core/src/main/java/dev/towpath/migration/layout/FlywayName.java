package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the name of a Flyway script says.
///
/// @param version with dots, digits as given; empty for a repeatable script
/// @param description with spaces for underscores
record FlywayName(Kind kind, String version, String description) {
  /// Prefix, version, two underscores, description; the suffix in any case.
  private static final Pattern NAME =
      Pattern.compile("([VUBR])(.*?)__(.*)\\.(?i:sql)", Pattern.DOTALL);

  private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

  /// Flyway keeps at most so many characters of a description.
  private static final int DESCRIPTION = 200;

  /// What the prefix stands for.
  enum Kind {
    VERSIONED,
    UNDO,
    BASELINE,
    REPEATABLE;

    Migration.Kind migration() {
      return switch (this) {
        case VERSIONED, UNDO -> Migration.Kind.VERSIONED;
        case BASELINE -> Migration.Kind.BASELINE;
        case REPEATABLE -> Migration.Kind.REPEATABLE;
      };
    }
  }

  static Optional<FlywayName> of(String file) {
    Matcher name = NAME.matcher(file);
    if (!name.matches()) {
      return Optional.empty();
    }
    Kind kind = kind(name.group(1).charAt(0));
    String version = name.group(2);
    boolean fits = kind == Kind.REPEATABLE ? version.isEmpty() : VERSION.matcher(version).matches();
    return fits
        ? Optional.of(new FlywayName(kind, version.replace('_', '.'), description(name.group(3))))
        : Optional.empty();
  }

  /// A version such that two that Flyway takes for the same are equal: `01.0` is `1`.
  static String normal(String version) {
    if (version.indexOf('.') < 0) {
      return Versions.withoutZeros(version);
    }
    String parts =
        Arrays.stream(version.split("\\.", -1))
            .map(Versions::withoutZeros)
            .collect(Collectors.joining("."));
    return parts.replaceFirst("(\\.0)+$", "");
  }

  private static Kind kind(char prefix) {
    return switch (prefix) {
      case 'V' -> Kind.VERSIONED;
      case 'U' -> Kind.UNDO;
      case 'B' -> Kind.BASELINE;
      default -> Kind.REPEATABLE;
    };
  }

  private static String description(String text) {
    String spaced = text.replace('_', ' ').strip();
    return spaced.length() <= DESCRIPTION ? spaced : spaced.substring(0, DESCRIPTION - 3) + "...";
  }
}
