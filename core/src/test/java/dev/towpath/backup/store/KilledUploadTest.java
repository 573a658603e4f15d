package dev.towpath.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.BackupId;
import dev.towpath.backup.BackupWriter;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.seal.Keys;
import dev.towpath.postgres.JavaProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// `kill -9` while files of a backup go to an object store, one of them in parts.
class KilledUploadTest {
  private static final String BUCKET = "boats";
  private static final String ID = "20300102T120000Z-production-4f2a";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 20;

  @RegisterExtension
  static final S3ProxyExtension SERVER =
      S3ProxyExtension.builder().withCredentials("made-up", "secret-word").build();

  @TempDir Path folder;

  @Test
  void nothingHalfMadeIsListedAndWhatIsLeftIsSwept() throws Exception {
    URI endpoint = Objects.requireNonNull(SERVER.getUri());
    try (S3Client client = client(endpoint)) {
      client.createBucket(each -> each.bucket(BUCKET));
      Process process = start(endpoint);
      try {
        await(() -> !parts(client).isEmpty() || !process.isAlive());
      } finally {
        process.destroyForcibly();
        process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(parts(client)).isNotEmpty();
      try (Storage storage = storage(endpoint, folder)) {
        Backups.Listing listing = new Backups(storage).list();
        assertThat(listing.backups()).isEmpty();
        assertThat(listing.leftovers()).extracting(BackupId::text).isSubsetOf(ID);
        storage.sweep();
        assertThat(parts(client)).isEmpty();
        storage.deleteAll(storage.list(ID).stream().map(Storage.Entry::key).toList());
        assertThat(storage.list("")).isEmpty();
      }
      try (Stream<Path> staged = Files.list(folder.resolve("local/.staging"))) {
        assertThat(staged).isEmpty();
      }
    }
  }

  private static List<String> parts(S3Client client) {
    return client.listMultipartUploads(each -> each.bucket(BUCKET)).uploads().stream()
        .map(upload -> upload.key())
        .toList();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("it never came so far").isLessThan(end);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private Process start(URI endpoint) throws IOException {
    ProcessBuilder builder =
        JavaProcess.of(KilledUploadTest.class, endpoint.toString(), folder.toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// Keeps a backup of small files and a large one.
  public static void main(String... words) throws Exception {
    try (Storage storage = storage(URI.create(words[0]), Path.of(words[1]))) {
      Path staging = storage.staging();
      for (int i = 0; i < 20; i++) {
        Files.write(staging.resolve("small" + i), new byte[100]);
      }
      try (RandomAccessFile large = new RandomAccessFile(staging.resolve("large").toFile(), "rw")) {
        large.setLength(3 * S3Upload.PART_BYTES);
      }
      new BackupWriter(storage)
          .keep(
              new BackupId(ID),
              staging,
              files ->
                  new Manifest(
                      new BackupId(ID),
                      Kind.LOGICAL,
                      "production",
                      new Origin("15.14", 15, "1", "shop", "UTF8", "0/1", 1, 1),
                      "1:1:",
                      Scope.WHOLE,
                      List.of(),
                      files,
                      List.of(),
                      Optional.empty(),
                      Map.of(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Instant.EPOCH,
                      Instant.EPOCH));
    }
  }

  private static Storage storage(URI endpoint, Path folder) {
    return new S3Storage(
        new S3Place(BUCKET, "", Optional.of(endpoint), "us-east-1"),
        credentials(),
        new FolderStorage(folder.resolve("local")),
        Keys.NONE,
        InstantSource.fixed(Instant.now(Clock.systemUTC()).plus(Duration.ofDays(8))));
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("made-up", "secret-word"));
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .build();
  }
}
