package dev.towpath.problem;

import dev.towpath.sql.Position;

/// A place in a file of the project; the path is relative to the project, with forward slashes.
public record Location(String file, Position position) {
  public static Location file(String file) {
    return new Location(file, new Position(1, 1));
  }

  @Override
  public String toString() {
    return file + ":" + position;
  }
}
