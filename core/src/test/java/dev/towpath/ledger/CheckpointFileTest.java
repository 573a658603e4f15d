package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checkpoints in a file that grows for years.
class CheckpointFileTest {
  private static final Hash ROOT = Hash.leaf(new byte[] {1});

  @TempDir private Path folder;

  @Test
  void theNewestIsReadFromTheEnd() throws Exception {
    CheckpointFile kept = filled();
    assertThat(Files.size(kept.file())).isGreaterThan(8192);
    assertThat(kept.newest()).contains(kept.read().getLast());
    String text = Files.readString(kept.file());
    Files.writeString(kept.file(), "x" + text.substring(1, 100) + text.substring(101));
    assertThat(kept.newest()).isPresent();
    assertThatThrownBy(kept::read).isInstanceOf(ProblemException.class);
  }

  @Test
  void anEndThatIsTornIsNoCheckpoint() throws Exception {
    CheckpointFile kept = filled();
    String text = Files.readString(kept.file());
    for (int cut = 1; cut < 100; cut += 9) {
      Files.writeString(kept.file(), text.substring(0, text.length() - cut));
      assertThatThrownBy(kept::newest).as("cut by " + cut).isInstanceOf(ProblemException.class);
    }
  }

  private CheckpointFile filled() {
    CheckpointFile kept = new CheckpointFile(folder.resolve("a.checkpoints"));
    SigningKey key = SigningKey.in(folder.resolve("ledger.key"));
    for (int size = 1; size <= 100; size++) {
      kept.add(Checkpoint.sign("towpath/test", size, ROOT, key));
    }
    return kept;
  }
}
