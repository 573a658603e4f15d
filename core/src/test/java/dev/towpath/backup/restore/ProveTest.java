package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.ProveRequest.Query;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps that are whole are proved; what is wrong with others is said. Debian's client tools and
/// server, as `.ci/run` installs them.
class ProveTest {
  @TempDir private static Path shared;
  private static Shop shop;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    shop = Shop.make(shared);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void aWholeDumpIsProvedAndTheProofStaysWithIt() throws Exception {
    Kept kept = shop.logical().copy(folder);
    Query right = new Query("select sum(total) from app.orders", "15628125.00");
    Proof proof = Shop.prove(kept, List.of(right), List.of("test -n \"$DATABASE_URL\""));
    assertThat(proof.failures()).isEmpty();
    assertThat(proof.recovery()).isPositive();
    assertThat(kept.backup().proved()).isTrue();
    assertThat(kept.backup().lastProof()).contains(proof);
  }

  @Test
  void wrongAnswersAreFailuresOfTheBackup() throws Exception {
    Kept kept = shop.logical().copy(folder);
    Proof proof =
        Shop.prove(
            kept,
            List.of(new Query("select count(*) from app.orders", "7"), new Query("selct", "1")),
            List.of("exit 3"));
    assertThat(proof.failures())
        .anyMatch(why -> why.contains("answers 5000, not 7"))
        .anyMatch(why -> why.startsWith("The query selct fails: "))
        .anyMatch(why -> why.contains("exit 3 ended with 3"));
    assertThat(kept.backup().proved()).isFalse();
    assertThat(kept.backup().lastProof()).isPresent();
  }

  @Test
  void aDumpThatWasCutShortIsNoticedThoughItListsWell() throws Exception {
    Kept kept = shop.logical().copy(folder);
    Path data = kept.largest("dump");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(Shop.prove(kept).failures())
        .singleElement()
        .asString()
        .contains(" bytes instead of ");
    assertThat(Shop.prove(kept.rehashed()).failures())
        .anyMatch(why -> why.startsWith("app.orders has "));
  }

  @Test
  void oneOtherDigitIsNoticedThoughTheDumpRestoresWithoutAWord() throws Exception {
    Kept kept = shop.logical().copy(folder);
    Path data = kept.largest("dump");
    String rows;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(data))) {
      rows = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data))) {
      out.write(rows.replaceFirst("\t1\\.25\t", "\t1.35\t").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Shop.prove(kept).failures()).singleElement().asString().contains("dump/");
    assertThat(Shop.prove(kept.rehashed()).failures())
        .containsExactly("app.orders has other content, in as many rows.");
  }
}
