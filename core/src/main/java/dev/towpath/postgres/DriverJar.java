package dev.towpath.postgres;

import dev.towpath.process.ClassOrigin;
import java.nio.file.Path;
import org.postgresql.Driver;

/// The JDBC driver as a file, for a program beside Towpath that needs one.
public final class DriverJar {
  private DriverJar() {}

  /// Where it lies.
  public static Path path() {
    return ClassOrigin.of(Driver.class);
  }
}
