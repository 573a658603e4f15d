package dev.towpath.approval;

import dev.towpath.digest.Sha256;
import dev.towpath.postgres.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Who signed in at a terminal: for a while the password alone is asked for. It remembers an id,
/// and nothing that is secret. It ends with its time, with the terminal, with a sign-in that is
/// refused, and when somebody else begins one there.
///
/// @param folder of the user
/// @param terminal what tells this terminal's session from each other one; empty where there is
///     none, and then nothing is remembered
public record SignSession(Path folder, Optional<String> terminal, InstantSource clock) {
  /// From the sign-in that gave both id and password; later ones don't prolong it.
  public static final Duration LENGTH = Duration.ofMinutes(15);

  /// Whose session it is.
  public Optional<String> person() {
    try {
      Optional<Path> file = file().filter(Files::isRegularFile);
      return file.isPresent() ? person(Files.readAllLines(file.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // both are asked for then
    }
  }

  private Optional<String> person(List<String> lines) {
    try {
      Instant began = Instant.parse(lines.get(1));
      Instant now = clock.instant();
      boolean holds = !now.isBefore(began) && now.isBefore(began.plus(LENGTH));
      return holds ? Optional.of(lines.get(0)) : Optional.empty();
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /// Both were given, and right.
  public void begin(String person) {
    if (file().isPresent()) {
      try {
        Files.createDirectories(folder);
        SecretFile.write(file().get(), person + "\n" + clock.instant() + "\n");
      } catch (IOException e) {
        end(); // both are asked for next time too
      }
    }
  }

  public void end() {
    if (file().isPresent()) {
      try {
        Files.deleteIfExists(file().get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Optional<Path> file() {
    return terminal.map(each -> folder.resolve(Sha256.of(each)));
  }
}
