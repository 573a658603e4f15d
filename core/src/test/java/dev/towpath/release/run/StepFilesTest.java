package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.digest.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a release says at its end of the files that it leaves.
class StepFilesTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeReadCostsTheOthersNothing() throws Exception {
    // A file like others, but reading it from its begin fails, for root too.
    Files.createSymbolicLink(folder.resolve("alert-when.jsonl"), Path.of("/proc/self/mem"));
    Files.writeString(folder.resolve("rollback-when.jsonl"), "samples");
    Files.writeString(folder.resolve("signal-12.process"), "12");
    Files.writeString(folder.resolve("03-process"), "13");
    Files.writeString(folder.resolve("03-run.log"), "done");
    StepFiles files = new StepFiles(folder);
    assertThat(files.of(3)).extracting(each -> each.get("file")).containsExactly("03-run.log");
    assertThat(files.of(0))
        .extracting(each -> each.get("file"), each -> each.get("sha256"))
        .containsExactly(
            tuple("alert-when.jsonl", null), tuple("rollback-when.jsonl", Sha256.of("samples")));
    assertThat(files.of(0).getFirst()).containsKey("lost");
  }
}
