package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// The release that a command is about.
final class ReleaseOption {
  @Parameters(
      paramLabel = "RELEASE",
      converter = Id.class,
      description = "The release's name: letters, digits, '.', '_' and '-'.")
  ReleaseId id = new ReleaseId("none");

  /// Reads a release's name.
  static final class Id implements ITypeConverter<ReleaseId> {
    @Override
    public ReleaseId convert(String text) {
      if (ReleaseId.fits(text)) {
        return new ReleaseId(text);
      }
      throw new TypeConversionException("'" + text + "' is no release's name");
    }
  }
}
