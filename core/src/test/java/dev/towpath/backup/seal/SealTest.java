package dev.towpath.backup.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sealed files, among ourselves and with the real `age`.
@Timeout(60)
class SealTest {
  /// What age encrypts at once.
  private static final int CHUNK = 1 << 16;

  private static final int TAG = 16;
  private static final int LIMIT_SECONDS = 30;

  @TempDir Path folder;
  private Recipient recipient;
  private Identity identity;
  private Path secret;

  @BeforeEach
  void keys() throws GeneralSecurityException, IOException {
    KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
    secret =
        write(
            "key.txt", ("# made up\n" + pair.getPrivate() + "\n").getBytes(StandardCharsets.UTF_8));
    recipient = Recipient.parse(pair.getPublic().toString()).orElseThrow();
    identity = Identity.read(secret);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  private Identity other() throws GeneralSecurityException, IOException {
    KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
    return Identity.read(
        write("other.txt", pair.getPrivate().toString().getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_003})
  void whatIsSealedOpens(int bytes) throws IOException {
    Path file = write("file", random(bytes));
    recipient.seal(file);
    assertThat(Files.readAllBytes(file))
        .startsWith("age-encryption.org/v1".getBytes(StandardCharsets.UTF_8));

    identity.open(file, recipient.text());

    assertThat(file).hasBinaryContent(random(bytes));
    assertThat(folder).isDirectoryNotContaining("glob:**.{sealed,opened}");
  }

  @Test
  void anotherKeyIsSaid() throws Exception {
    Path file = write("file", random(100));
    recipient.seal(file);

    assertThatThrownBy(() -> other().open(file, recipient.text()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("backup-key-wrong"))
        .hasMessageNotContaining("AGE-SECRET-KEY");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 150, 200, CHUNK + 300, 2 * CHUNK})
  void aCutIsDamage(int bytes) throws IOException {
    Path file = write("file", random(2 * CHUNK + 5));
    recipient.seal(file);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));

    assertThatThrownBy(() -> identity.open(file, recipient.text()))
        .isInstanceOf(Identity.Damaged.class);
  }

  /// Where one part ends and the next should begin: all that is there is as it was sealed.
  @Test
  void aCutBetweenTwoPartsIsDamage() throws IOException {
    for (int parts = 0; parts <= 2; parts++) {
      Path file = write("file" + parts, random(2 * CHUNK + 5));
      recipient.seal(file);
      byte[] sealed = Files.readAllBytes(file);
      int whole = sealed.length - (2 * CHUNK + 5 + 3 * TAG);
      Files.write(file, Arrays.copyOf(sealed, whole + parts * (CHUNK + TAG)));

      assertThatThrownBy(() -> identity.open(file, recipient.text()))
          .as("%d parts", parts)
          .isInstanceOf(Identity.Damaged.class);
    }
  }

  @Test
  void aChangedByteIsDamage() throws IOException {
    for (int at : new int[] {30, 120, 190, 260, CHUNK, 2 * CHUNK}) {
      Path file = write("file" + at, random(2 * CHUNK));
      recipient.seal(file);
      byte[] sealed = Files.readAllBytes(file);
      sealed[at] ^= 1;
      Files.write(file, sealed);

      assertThatThrownBy(() -> identity.open(file, recipient.text()))
          .as("byte %d", at)
          .isInstanceOfAny(Identity.Damaged.class, ProblemException.class);
    }
  }

  @Test
  void theKeyIsTriedBeforeABackupIsMade() throws Exception {
    assertThat(new Keys(Optional.of(recipient), Optional.of(identity)).checked()).isTrue();
    assertThat(new Keys(Optional.of(recipient), Optional.empty()).checked()).isFalse();
    Keys wrong = new Keys(Optional.of(recipient), Optional.of(other()));
    assertThatThrownBy(wrong::checked).isInstanceOf(ProblemException.class);
  }

  @Test
  void whatIsNoKeyIsSaid() throws IOException {
    assertThat(Recipient.parse(recipient.text().replace("age1", "age2"))).isEmpty();
    char last = recipient.text().charAt(recipient.text().length() - 1);
    String mistyped =
        recipient.text().substring(0, recipient.text().length() - 1) + (last == 'q' ? 'p' : 'q');
    assertThat(Recipient.parse(mistyped)).isEmpty();
    Path none = write("none", recipient.text().getBytes(StandardCharsets.UTF_8));
    Path bad = write("bad", "AGE-SECRET-KEY-1ABC".getBytes(StandardCharsets.UTF_8));
    for (Path file : List.of(none, bad, folder.resolve("missing"))) {
      assertThatThrownBy(() -> Identity.read(file)).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void ageReadsWhatWeSealAndWeWhatItSeals() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/age")), "age is not installed: apt install age");
    Path file = write("file", random(200_000));
    recipient.seal(file);
    age("-d", "-i", secret.toString(), "-o", folder.resolve("plain").toString(), file.toString());
    assertThat(folder.resolve("plain")).hasBinaryContent(random(200_000));

    Path theirs = folder.resolve("theirs");
    age("-r", recipient.text(), "-o", theirs.toString(), folder.resolve("plain").toString());
    identity.open(theirs, recipient.text());
    assertThat(theirs).hasBinaryContent(random(200_000));
  }

  private static void age(String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/age");
    builder.command().addAll(List.of(words));
    Process process = builder.inheritIO().start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
