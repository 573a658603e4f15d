package dev.towpath.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.towpath.backup.seal.Keys;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Against a real S3 server in this JVM.
class S3StorageTest {
  private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");

  @RegisterExtension
  static final S3ProxyExtension SERVER =
      S3ProxyExtension.builder().withCredentials("made-up", "secret-word").build();

  @TempDir Path folder;

  private S3Storage storage(String bucket, String prefix, String secret) {
    return storage(bucket, prefix, secret, Objects.requireNonNull(SERVER.getUri()));
  }

  private S3Storage storage(String bucket, String prefix, String secret, URI endpoint) {
    return new S3Storage(
        new S3Place(bucket, prefix, Optional.of(endpoint), "us-east-1"),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("made-up", secret)),
        new FolderStorage(folder.resolve("local")),
        Keys.NONE,
        InstantSource.fixed(NOON));
  }

  private S3Storage storage(String prefix) {
    return storage("boats", prefix, "secret-word");
  }

  private static S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create("" + Objects.requireNonNull(SERVER.getUri())))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("made-up", "secret-word")))
        .build();
  }

  @BeforeEach
  void bucket() {
    try (S3Client client = client()) {
      client.createBucket(each -> each.bucket("boats"));
    }
  }

  private static String read(Storage storage, String key) throws IOException {
    try (InputStream in = storage.open(key).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsPutIsThere() throws IOException {
    try (Storage storage = storage("deep/er/")) {
      Path staged = storage.staging().resolve("toc.dat");
      Files.writeString(staged, "dump");
      storage.put("a/dump/toc.dat", staged);
      storage.put("a/manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
      storage.put("a/manifest.json", "{1}".getBytes(StandardCharsets.UTF_8));

      assertThat(read(storage, "a/dump/toc.dat")).isEqualTo("dump");
      assertThat(read(storage, "a/manifest.json")).isEqualTo("{1}");
      assertThat(storage.list("a/"))
          .containsExactly(
              new Storage.Entry("a/dump/toc.dat", 4), new Storage.Entry("a/manifest.json", 3));
      assertThat(storage.open("a/none")).isEmpty();
      storage.delete("a/manifest.json");
      storage.delete("a/none");
      assertThat(storage.list("")).extracting(Storage.Entry::key).containsExactly("a/dump/toc.dat");
      storage.delete("a/dump/toc.dat");
    }
    assertThat(folder.resolve("local/.staging")).isEmptyDirectory();
  }

  /// As a copy of a server's files goes there, some of them empty.
  @Test
  void manyFilesGoAtOnce() throws Exception {
    try (S3Storage storage = storage("many/");
        ExecutorService crew = Executors.newFixedThreadPool(16)) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        Path file = Files.write(folder.resolve("f" + i), new byte[i % 3 * 20_000]);
        puts.add(
            crew.submit(
                () -> {
                  storage.put(file.getFileName().toString(), file);
                  return null;
                }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
      assertThat(storage.list("")).hasSize(600);
    }
  }

  @Test
  void aLargeFileGoesInParts() throws IOException {
    byte[] content = new byte[(11 << 20) + 7];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("large"), content);
    try (S3Client client = client();
        Storage storage = storage("")) {
      new S3Upload(client, "boats", "large").put(file, content.length, 5 << 20);

      try (InputStream in = storage.open("large").orElseThrow()) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
      assertThat(client.listMultipartUploads(each -> each.bucket("boats")).uploads()).isEmpty();
      storage.delete("large");
    }
  }

  @Test
  void anUploadThatFailsLeavesNothing() throws IOException {
    Path file = Files.write(folder.resolve("large"), new byte[6 << 20]);
    try (S3Client client = client();
        Storage storage = storage("")) {
      assertThatThrownBy(() -> new S3Upload(client, "boats", "cut").put(file, 12L << 20, 5 << 20))
          .isInstanceOf(RuntimeException.class);

      assertThat(storage.list("cut")).isEmpty();
      assertThat(client.listMultipartUploads(each -> each.bucket("boats")).uploads()).isEmpty();
    }
  }

  private static String code(Runnable deed) {
    try {
      deed.run();
      return "";
    } catch (ProblemException e) {
      assertThat(e.problem().toString()).doesNotContain("secret-word", "wrong-word");
      return e.problem().code();
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    try (S3Storage wrong = storage("boats", "", "wrong-word");
        S3Storage missing = storage("canals", "", "secret-word")) {
      assertThat(code(() -> wrong.list(""))).isEqualTo("storage-forbidden");
      assertThat(code(() -> missing.list(""))).isEqualTo("storage-bucket-missing");
      assertThat(code(() -> missing.open("a"))).isEqualTo("storage-bucket-missing");
      assertThat(code(() -> missing.put("a", new byte[1]))).isEqualTo("storage-bucket-missing");
    }
  }

  @Test
  void aFailureOfTheStoreIsTriedAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger(2);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean fails = asked.getAndIncrement() < failures.get();
          exchange.sendResponseHeaders(fails ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (S3Storage storage = storage("boats", "", "secret-word", endpoint)) {
      storage.put("a", new byte[] {1});
      assertThat(asked).hasValue(3);
      failures.set(Integer.MAX_VALUE);
      assertThat(code(() -> storage.put("a", new byte[] {1}))).isEqualTo("storage-unreachable");
      assertThat(asked).hasValue(8);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whoBeganAWeekAgoIsTakenForDead() {
    try (S3Storage storage = storage("")) {
      assertThat(storage.mayBeWriting(NOON.minus(Duration.ofDays(6)))).isTrue();
      assertThat(storage.mayBeWriting(NOON.minus(Duration.ofDays(8)))).isFalse();
    }
  }

  @Test
  void aPlaceIsReadFromAUrl() {
    Map<String, String> variables = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    S3Place place = S3Place.of("s3://boats/a/b/", variables);

    assertThat(place.prefix()).isEqualTo("a/b/");
    assertThat(place).hasToString("s3://boats/a/b");
    assertThat(place.endpoint()).contains(URI.create("http://127.0.0.1:9"));
    assertThat(S3Place.of("s3://boats", Map.of()).prefix()).isEmpty();
    for (String bad : List.of("s3://", "s3://B", "s3://boats?x", "s3:///a")) {
      assertThat(code(() -> S3Place.of(bad, Map.of()))).isEqualTo("storage-url");
    }
  }
}
