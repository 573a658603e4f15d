package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key stays the same, stays secret, and signs what a published verifier accepts.
class SigningKeyTest {
  @TempDir Path folder;

  @Test
  void itIsMadeOnceAndOnlyItsUserCanReadIt() throws Exception {
    Path file = folder.resolve("config/ledger.key");
    VerifierKey made = SigningKey.in(file).verifier("towpath/1");
    assertThat(SigningKey.in(file).verifier("towpath/1")).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> SigningKey.in(file)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aCheckpointIsReadBackAndItsSignatureHoldsForNothingElse() throws Exception {
    SigningKey key = SigningKey.in(folder.resolve("ledger.key"));
    VerifierKey open = key.verifier("towpath/1");
    Checkpoint signed = Checkpoint.sign("towpath/1", 7, Hash.leaf(new byte[0]), key);
    Checkpoint read = Checkpoint.parse(signed.text() + signed.text()).getLast();
    assertThat(read.text()).isEqualTo(signed.text());
    assertThat(read.isSignedBy(List.of(open))).isTrue();
    assertThat(Checkpoint.parse(signed.text().replace("\n7\n", "\n8\n")).getFirst())
        .matches(each -> !each.isSignedBy(List.of(open)));
    assertThat(VerifierKey.parse(open.text())).contains(open);
    assertThat(VerifierKey.parse(open.text().replace("towpath/1", "towpath/2"))).isEmpty();
  }

  /// The example key of the specification of signed notes.
  @Test
  void theIdOfAKeyIsThatOfTheSpecification() {
    String published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assertThat(VerifierKey.parse(published)).map(VerifierKey::text).contains(published);
  }
}
