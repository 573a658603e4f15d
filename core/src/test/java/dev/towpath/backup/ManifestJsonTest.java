package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.AtProvider;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.Seal;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.json.JsonObject.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
  private static final Instant NOON = Instant.parse("2030-01-02T12:00:00.123Z");

  private static Manifest manifest() {
    return new Manifest(
        BackupId.of(NOON, "Production EU", new Random(1)),
        Kind.PHYSICAL,
        "Production EU",
        new Origin("15.14", 15, "7480000000000000001", "shop", "UTF8", "0/16B3748", 1, 12_345),
        "750:760:751,755",
        new Scope(List.of("app"), List.of()),
        List.of(new TableContent("app", "orders \"new\"", 3, "ab".repeat(32), true)),
        List.of(new StoredFile("base/backup_label", 226, "cd".repeat(32))),
        List.of(new AppliedMigration("20300101120000", "")),
        Optional.of("2030-01-02-orders"),
        Map.of("pg_dump", "15.14"),
        Optional.of(new Seal("age", "age1xyz")),
        Optional.of(new WalRange(1, "0/2000028", "0/2000100")),
        Optional.of(new AtProvider("pgbackrest", "stanza main", "20300102-120000F", 3_086_203)),
        NOON,
        NOON.plusSeconds(3));
  }

  @Test
  void aManifestIsReadAsItWasWritten() throws Malformed {
    byte[] bytes = ManifestJson.bytes(manifest());

    assertThat(ManifestJson.read(bytes)).isEqualTo(manifest());
    assertThat(ManifestJson.bytes(ManifestJson.read(bytes))).isEqualTo(bytes);
  }

  @Test
  void aManifestFromBeforeThereWereProvidersIsRead() throws Malformed {
    String now = new String(ManifestJson.bytes(manifest()), StandardCharsets.UTF_8);
    String before =
        now.replaceFirst("\"provider\":\\{[^}]*},", "")
            .replace("\"scope\"", "\"restore-point\":null,\"scope\"");
    Manifest read = ManifestJson.read(before.getBytes(StandardCharsets.UTF_8));
    assertThat(before).doesNotContain("provider");
    assertThat(read.provider()).isEmpty();
    assertThat(read.storedBytes()).isEqualTo(226);
    assertThat(manifest().storedBytes()).isEqualTo(3_086_203);
  }

  @Test
  void theNameSaysWhenAndWhere() {
    assertThat(manifest().id().text()).matches("20300102T120000Z-production-eu-[0-9a-f]{4}");
  }

  @Test
  void whatIsNotAManifestIsSaid() {
    byte[] whole = ManifestJson.bytes(manifest());
    String newer = new String(whole, StandardCharsets.UTF_8).replace("backup\":1", "backup\":2");

    assertThatThrownBy(() -> ManifestJson.read(new byte[0])).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> ManifestJson.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> ManifestJson.read(newer.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("version 2");
    String option = new String(whole, StandardCharsets.UTF_8).replace("20300102-1", "--config-1");
    assertThatThrownBy(() -> ManifestJson.read(option.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("--config-1");
  }
}
