package dev.towpath.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For a quarter of an hour a terminal remembers who signed in.
class SignSessionTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-21T22:00:00Z");

  private SignSession at(String terminal) {
    return new SignSession(folder.resolve("sessions"), Optional.of(terminal), () -> now);
  }

  @Test
  void itRemembersAnIdForAWhileAtItsTerminal() {
    assertThat(at("tty1").person()).isEmpty();
    at("tty1").begin("ann");
    now = now.plus(SignSession.LENGTH).minusMillis(1);
    assertThat(at("tty1").person()).contains("ann");
    assertThat(at("tty2").person()).isEmpty();
    now = now.plusMillis(1);
    assertThat(at("tty1").person()).isEmpty();
  }

  @Test
  void itEndsWhenItIsEndedAndWhenTheClockIsTurnedBack() {
    at("tty1").begin("ann");
    at("tty1").begin("ben");
    assertThat(at("tty1").person()).contains("ben");
    now = now.minus(Duration.ofHours(1));
    assertThat(at("tty1").person()).isEmpty();
    now = now.plus(Duration.ofHours(1));
    at("tty1").end();
    assertThat(at("tty1").person()).isEmpty();
  }

  @Test
  void withoutATerminalNothingIsRemembered() throws Exception {
    SignSession none = new SignSession(folder.resolve("sessions"), Optional.empty(), () -> now);
    none.begin("ann");
    assertThat(none.person()).isEmpty();
    assertThat(folder.resolve("sessions")).doesNotExist();
    at("tty1").begin("ann");
    try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Files.writeString(file, "broken");
    }
    assertThat(at("tty1").person()).isEmpty();
  }
}
