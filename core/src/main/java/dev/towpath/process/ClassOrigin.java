package dev.towpath.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/// The jar, or the folder of classes, that a class of this process was loaded from.
public final class ClassOrigin {
  private ClassOrigin() {}

  /// Asks for the class as a resource: out of a start-up cache that was made where the same jars
  /// lay in another folder, a class comes without the place of its code.
  public static Path of(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    String place = Objects.requireNonNull(type.getResource(file)).toString();
    String root = place.substring(0, place.length() - file.length());
    return root.startsWith("jar:")
        ? Path.of(URI.create(root.substring("jar:".length(), root.length() - "!".length())))
        : Path.of(URI.create(root));
  }
}
