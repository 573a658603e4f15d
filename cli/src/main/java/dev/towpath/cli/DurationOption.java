package dev.towpath.cli;

import dev.towpath.config.DurationWord;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the value of an option that is a length of time.
final class DurationOption implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    return DurationWord.read(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no duration. " + DurationWord.HELP));
  }
}
