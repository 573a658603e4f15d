package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application that is told by a command that its database is frozen, and when that is over.
class NoticeCommandTest {
  @TempDir Path folder;
  private final Pond pond = new Pond();

  @Test
  void itIsToldBeforeTheFirstTableIsGuardedAndOnceWritesGoThrough() throws IOException {
    tells(shell("echo on-$TOWN >> said"), shell("echo off-$TOWN >> said"));
    pond.freeze();
    assertThat(folder.resolve("said")).hasContent("on-Bath");
    pond.freeze();
    assertThat(folder.resolve("said")).hasContent("on-Bath");
    assertThat(pond.ask("select maintenance_command[1] from towpath.frozen")).isEqualTo("sh");
    assertThat(pond.ask("select frozen::text from towpath.frozen")).doesNotContain("Bath");
    thaw(Thawer.Tells.EVERYBODY);
    assertThat(Files.readString(folder.resolve("said"))).isEqualTo("on-Bath\noff-Bath\n");
  }

  @Test
  void whatFailsBeforeFreezesNothing() {
    tells(shell("echo no such flag; exit 3"), shell("true"));
    Problem problem = pond.refusedFreeze();
    assertThat(problem.code()).isEqualTo("maintenance-failed");
    assertThat(problem.why()).contains("ended with 3. no such flag");
    assertThat(problem.state()).startsWith("Not frozen");
    assertThat(pond.frozen()).isEmpty();
  }

  @Test
  void itIsEndedWhenItsTimeIsUpAndSaidWhenItIsMissing() {
    tells(command(Duration.ofMillis(200), "sleep", "60"), shell("true"));
    assertThat(pond.refusedFreeze().why()).contains("sleep 60 did not end in time");
    tells(command(Duration.ofSeconds(5), "no-such-program"), shell("true"));
    assertThat(pond.refusedFreeze().why()).contains("no-such-program can't be run");
  }

  @Test
  void whatFailsAfterwardsIsToldAgainByTheNextThaw() {
    tells(shell("true"), shell("test -f ready"));
    pond.freeze();
    Problem problem = unthawed();
    assertThat(problem.code()).isEqualTo("maintenance-failed");
    assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
    assertThat(Pond.answer(pond.owner, "delete from boat where false")).isEqualTo("fine");
    assertThat(pond.frozen().orElseThrow().sentence()).contains("half thawed");
    tells(shell("true"), shell("true"));
    thaw(Thawer.Tells.EVERYBODY);
    assertThat(pond.frozen()).isEmpty();
  }

  @Test
  void aCommandRunsFromTheProjectAndNeverFromTheRecord() {
    tells(shell("true"), shell("echo off >> said"));
    pond.freeze();
    pond.maintenance = Optional.empty();
    assertThat(unthawed().why()).contains("towpath.yaml has none");
    assertThat(folder.resolve("said")).doesNotExist();
    thaw(Thawer.Tells.NOBODY);
    assertThat(pond.frozen()).isEmpty();
    assertThat(folder.resolve("said")).doesNotExist();
  }

  private Problem unthawed() {
    return catchThrowableOfType(ProblemException.class, () -> thaw(Thawer.Tells.EVERYBODY))
        .problem();
  }

  private void thaw(Thawer.Tells tells) {
    try (OpenTarget target = pond.open(pond.owner)) {
      new Thawer(word -> {}, pond.maintenance.map(FreezeRequest.Flag::off), tells)
          .thaw(target, "plain", "bob");
    }
  }

  private void tells(Notice on, Notice off) {
    pond.maintenance = Optional.of(new FreezeRequest.Flag(on, off));
  }

  private Notice shell(String line) {
    return command(Duration.ofSeconds(20), "sh", "-c", line);
  }

  private Notice command(Duration limit, String... words) {
    return new Notice.Command(List.of(words), Map.of("TOWN", "Bath"), limit, folder);
  }
}
