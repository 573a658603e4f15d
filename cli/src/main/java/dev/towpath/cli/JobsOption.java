package dev.towpath.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The option that says how many tables are worked on at once.
final class JobsOption {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      converter = Jobs.class,
      description =
          "Dump or restore so many tables at once, and digest as many beside that; by default 2.")
  int count = 2;

  /// A number of jobs.
  static final class Jobs implements ITypeConverter<Integer> {
    private static final int MOST = 32;

    @Override
    public Integer convert(String text) {
      if (text.matches("[0-9]{1,2}")) {
        int jobs = Integer.parseInt(text);
        if (jobs >= 1 && jobs <= MOST) {
          return jobs;
        }
      }
      throw new TypeConversionException("'" + text + "' is no number from 1 to " + MOST);
    }
  }
}
