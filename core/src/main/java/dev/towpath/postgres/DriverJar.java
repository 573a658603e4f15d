package dev.towpath.postgres;

import java.nio.file.Path;
import org.postgresql.Driver;

/// The JDBC driver as a file, for a program beside Towpath that needs one.
public final class DriverJar {
  private DriverJar() {}

  /// Where it lies.
  public static Path path() {
    return Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
