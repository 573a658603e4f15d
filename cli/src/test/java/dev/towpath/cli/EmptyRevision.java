package dev.towpath.cli;

import dev.towpath.cli.Staged.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A revision of a component without the application in it, so that it can't be deployed.
record EmptyRevision(Staged staged, String component) {
  /// A gate that must say no to it.
  Trip at(String step) {
    return Trip.around(step, () -> Files.createDirectory(folder()), this::remove);
  }

  private void remove() throws IOException, InterruptedException {
    Files.deleteIfExists(folder().resolve("log")); // of the attempt to start it
    Files.delete(folder());
  }

  private Path folder() throws IOException, InterruptedException {
    Path revisions = staged.stage().folder().resolve("var").resolve(component);
    return revisions.resolve(staged.stage().checkout().commit());
  }
}
