package dev.towpath.backup.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.provider.Provider.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Debian's Barman, with a server that copies its log into Barman's folder.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BarmanTest {
  private static final Server UNSEEN = new Server("", "localhost", "postgres");

  @TempDir private static Path folder;
  @TempDir private Path own;
  private static Served served;
  private static Barman provider;
  private static Backup backup;

  @BeforeAll
  static void make() throws Exception {
    Served.need("barman");
    Path incoming = Files.createDirectories(folder.resolve("main/incoming"));
    served = Served.start(folder, "cp %p " + incoming + "/%f");
    Path config = folder.resolve("barman.conf");
    Files.writeString(
        config,
        """
        [barman]
        barman_user = %s
        barman_home = %s
        [main]
        description = a test
        conninfo = host=%2$s port=%3$d user=postgres dbname=postgres
        streaming_conninfo = host=%2$s port=%3$d user=postgres
        backup_method = postgres
        archiver = on
        path_prefix = /usr/lib/postgresql/%4$d/bin
        """
            .formatted(Served.serverUser(), folder, served.target().url().port(), Served.MAJOR));
    provider = new Barman(Barman.NAME, "main", Optional.of(config));
    served.sql("select pg_switch_wal()");
    served.awaitFile(incoming);
    Served.run(List.of("barman", "--config", config.toString(), "archive-wal", "main"));
    backup = served.backUp(provider);
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
  }

  @Test
  @Order(1)
  void whatItsReportsSayIsInTheManifestAndProved() throws Exception {
    Manifest manifest = backup.manifest();
    assertThat(manifest.provider().orElseThrow().backup()).matches("\\d{8}T\\d{6}");
    assertThat(manifest.provider().orElseThrow().place()).isEqualTo("server main");
    assertThat(manifest.storedBytes()).isPositive();
    assertThat(manifest.wal().orElseThrow().timeline()).isOne();
    assertThat(served.prove(backup, provider).failures()).isEmpty();
  }

  @Test
  @Order(2)
  void aDamagedBackupThatIsListedAsDoneIsNoticed() throws Exception {
    String id = backup.manifest().provider().orElseThrow().backup();
    Served.damage(Served.largest(folder.resolve("main/base").resolve(id).resolve("data/base")));
    assertThat(served.prove(backup, provider).failures())
        .anyMatch(why -> why.contains("checksum mismatch"));
  }

  @Test
  @Order(3)
  void aBackupThatIsGoneIsAFailure() throws Exception {
    String id = backup.manifest().provider().orElseThrow().backup();
    String config = provider.config().orElseThrow().toString();
    assertThat(Served.run(List.of("barman", "--config", config, "delete", "main", id))).isZero();
    assertThat(served.prove(backup, provider).failures())
        .anyMatch(why -> why.contains("Unknown backup"));
  }

  @Test
  void anUnknownServerIsSaid() {
    Barman other = new Barman(Barman.NAME, "other", provider.config());
    Served.refused("provider-failed", "Unknown server", () -> other.require(UNSEEN));
  }

  @Test
  void anotherServerIsRefused() {
    Server other = new Server("7000000000000000000", "localhost", "postgres");
    Served.refused("provider-other-server", "7000000", () -> provider.require(other));
  }

  @Test
  void whoSaysDoneAndDoesNotListItHasNoBackup() throws Exception {
    Served.refused("provider-not-listed", "20300101T000000", () -> standIn("").make("mine"));
    String waiting = "{\"backup_id\": \"20300101T000000\", \"status\": \"WAITING_FOR_WALS\"}";
    Served.refused("provider-failed", "WAITING_FOR_WALS", () -> standIn(waiting).make("mine"));
  }

  private Barman standIn(String listed) throws Exception {
    String cases =
        """
        *' backup '*) echo '{"_INFO": ["Backup completed"], "backup_id": "20300101T000000"}' ;;
        *list-backups*) echo '{"main": [%s]}' ;;
        """
            .formatted(listed);
    return new Barman(Served.standIn(own, cases), "main", Optional.empty());
  }
}
