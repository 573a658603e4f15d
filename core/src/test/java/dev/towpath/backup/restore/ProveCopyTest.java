package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.restore.ProveRequest.Query;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of a server's files that are whole are proved; what is wrong with others is said.
class ProveCopyTest {
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
  void aWholeCopyIsProvedWithoutItsUnloggedRows() throws Exception {
    Kept kept = shop.physical().copy(folder);
    Query empty = new Query("select count(*) from app.cache", "0");
    assertThat(Shop.prove(kept, List.of(empty), List.of()).failures()).isEmpty();
    assertThat(kept.backup().manifest().tables())
        .allMatch(Manifest.TableContent::steady)
        .noneMatch(table -> table.name().equals("cache"));
  }

  @Test
  void aFlippedByteInACopyIsNoticed() throws Exception {
    Kept kept = shop.physical().copy(folder);
    Path orders = containing(kept, "customer 499");
    byte[] bytes = Files.readAllBytes(orders);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("customer 499");
    bytes[at] = 'C';
    Files.write(orders, bytes);
    assertThat(Shop.prove(kept).failures()).singleElement().asString().contains("was changed");
    assertThat(Shop.prove(kept.rehashed()).failures())
        .containsExactly("app.customers has other content, in as many rows.");
  }

  @Test
  void aCopyThatRunsAndCanNotBeReadIsAFailure() throws Exception {
    Kept kept = shop.physical().copy(folder);
    Path customers = containing(kept, "customer 499");
    byte[] bytes = Files.readAllBytes(customers);
    Arrays.fill(bytes, 0, 24, (byte) 0x7F);
    Files.write(customers, bytes);
    assertThat(Shop.prove(kept.rehashed()).failures())
        .singleElement()
        .asString()
        .contains("The restored server answers: ", "invalid page");
    assertThat(kept.backup().proved()).isFalse();
  }

  @Test
  void aDatabaseThatIsNotInTheCopyIsAFailure() throws Exception {
    Kept kept =
        shop.physical()
            .copy(folder)
            .with(
                manifest -> {
                  Manifest.Origin old = manifest.origin();
                  Manifest.Origin renamed =
                      new Manifest.Origin(
                          old.version(),
                          old.major(),
                          old.systemIdentifier(),
                          "elsewhere",
                          old.encoding(),
                          old.lsn(),
                          old.timeline(),
                          old.databaseBytes());
                  return Kept.with(manifest, renamed, manifest.files());
                });
    assertThat(Shop.prove(kept).failures()).singleElement().asString().contains("elsewhere");
  }

  @Test
  void aLostFileAndLostWriteAheadLogAreNoticed() throws Exception {
    Kept kept = shop.physical().copy(folder);
    Path wal = kept.largest("wal");
    Files.write(wal, new byte[(int) Files.size(wal)]);
    assertThat(Shop.prove(kept.rehashed()).failures())
        .singleElement()
        .asString()
        .startsWith("PostgreSQL doesn't recover from it: ");
    Files.delete(wal);
    assertThat(Shop.prove(kept).failures()).singleElement().asString().endsWith(" is missing.");
  }

  @Test
  void aCopyOfAnotherServerIsNoticed() throws Exception {
    Kept kept =
        shop.physical()
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, Shop.MAJOR), manifest.files()));
    assertThat(Shop.prove(kept).failures()).anyMatch(why -> why.contains("are of another server"));
  }

  @Test
  void aMajorThatIsNotHereIsNoFailureOfTheBackup() throws Exception {
    Kept kept =
        shop.physical()
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, 99), manifest.files()));
    assertThatThrownBy(() -> Shop.prove(kept))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("postgres-missing"));
    assertThat(kept.backup().lastProof()).isEmpty();
  }

  @Test
  void filesOfAnotherMajorAreNoticed() throws Exception {
    Kept kept =
        shop.physical()
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, 18), manifest.files()));
    assertThat(Shop.prove(kept).failures())
        .singleElement()
        .asString()
        .contains("initialized by PostgreSQL version 15");
  }

  private static Path containing(Kept kept, String text) throws IOException {
    for (Manifest.StoredFile file : kept.backup().manifest().files()) {
      Path path = kept.file(file.path());
      if (file.path().startsWith("base/base/")
          && Files.readString(path, StandardCharsets.ISO_8859_1).contains(text)) {
        return path;
      }
    }
    throw new AssertionError("no file holds " + text);
  }

  private static Manifest.Origin other(Manifest manifest, int major) {
    Manifest.Origin old = manifest.origin();
    return new Manifest.Origin(
        old.version(),
        major,
        "7000000000000000000",
        old.database(),
        old.encoding(),
        old.lsn(),
        old.timeline(),
        old.databaseBytes());
  }
}
