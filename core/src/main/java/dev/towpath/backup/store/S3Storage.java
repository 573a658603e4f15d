package dev.towpath.backup.store;

import dev.towpath.backup.seal.Keys;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An object store that speaks the protocol of S3. What is put is there whole or not at all: that
/// is the store's own promise.
///
/// An answer of 5xx, and a connection that breaks, is tried again.
final class S3Storage implements Storage {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration READ_LIMIT = Duration.ofMinutes(1);
  private static final int TRIES = 5;
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final int DELETED_AT_ONCE = 1_000;

  /// There are no locks: whoever began longer ago than this is taken for dead.
  private static final Duration SLOWEST_WRITER = Duration.ofDays(7);

  /// Asked to wait for a "100 Continue", the JDK's client fails where a connection is closed
  /// meanwhile, and nobody tries again.
  private static final ExecutionInterceptor WITHOUT_EXPECT =
      new ExecutionInterceptor() {
        @Override
        public SdkHttpRequest modifyHttpRequest(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
          return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
      };

  private final S3Place place;
  private final S3Client client;
  private final FolderStorage local;
  private final Keys keys;
  private final InstantSource clock;

  /// @param local on this machine, for what isn't uploaded yet
  S3Storage(
      S3Place place,
      AwsCredentialsProvider credentials,
      FolderStorage local,
      Keys keys,
      InstantSource clock) {
    this.place = place;
    this.local = local;
    this.keys = keys;
    this.clock = clock;
    this.client =
        S3Client.builder()
            .credentialsProvider(credentials)
            .region(Region.of(place.region()))
            .endpointOverride(place.endpoint().orElse(null))
            .forcePathStyle(place.endpoint().isPresent())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                each ->
                    each.addExecutionInterceptor(WITHOUT_EXPECT)
                        .retryStrategy(
                            DefaultRetryStrategy.standardStrategyBuilder()
                                .retryOnExceptionOrCauseInstanceOf(UncheckedIOException.class)
                                .maxAttempts(TRIES)
                                .build()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_LIMIT)
                    .socketTimeout(READ_LIMIT))
            .build();
  }

  @Override
  public void put(String key, Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > S3Upload.PART_BYTES) {
      ask(
          () -> {
            new S3Upload(client, place.bucket(), place.prefix() + key).put(file, bytes);
            return "";
          });
    } else {
      put(key, RequestBody.fromFile(file));
    }
  }

  @Override
  public void put(String key, byte[] content) {
    put(key, RequestBody.fromBytes(content));
  }

  private void put(String key, RequestBody body) {
    ask(
        () ->
            client.putObject(each -> each.bucket(place.bucket()).key(place.prefix() + key), body));
  }

  @Override
  public Optional<InputStream> open(String key) {
    return ask(
        () -> {
          try {
            return Optional.of(
                client.getObject(each -> each.bucket(place.bucket()).key(place.prefix() + key)));
          } catch (S3Exception e) {
            if (e.statusCode() == MISSING && !bucketIsMissing(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public List<Entry> list(String prefix) {
    return ask(
        () -> {
          List<Entry> found = new ArrayList<>();
          client
              .listObjectsV2Paginator(
                  each -> each.bucket(place.bucket()).prefix(place.prefix() + prefix))
              .contents()
              .forEach(
                  each ->
                      found.add(
                          new Entry(each.key().substring(place.prefix().length()), each.size())));
          found.sort(Comparator.comparing(Entry::key));
          return List.copyOf(found);
        });
  }

  @Override
  public void delete(String key) {
    ask(() -> client.deleteObject(each -> each.bucket(place.bucket()).key(place.prefix() + key)));
  }

  /// A thousand with each request, the most that the protocol lets. Some stores don't take several,
  /// or want a digest of the list that the client doesn't send any more: there it is one by one.
  @Override
  public void deleteAll(List<String> keys) {
    for (int from = 0; from < keys.size(); from += DELETED_AT_ONCE) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + DELETED_AT_ONCE));
      if (!ask(() -> new S3Cleaning(client, place).deleted(some))) {
        some.forEach(this::delete);
      }
    }
  }

  /// Who may not list uploads leaves them to the store's own rules.
  @Override
  public void sweep() throws IOException {
    local.sweep();
    ask(
        () -> {
          try {
            new S3Cleaning(client, place).abortUploads(upload -> !mayBeWriting(upload));
          } catch (S3Exception e) {
            if (e.statusCode() != FORBIDDEN) {
              throw e;
            }
          }
          return "";
        });
  }

  @Override
  public Path staging() throws IOException {
    return local.staging();
  }

  @Override
  public boolean mayBeWriting(Instant begun) {
    return begun.isAfter(clock.instant().minus(SLOWEST_WRITER));
  }

  @Override
  public Keys keys() {
    return keys;
  }

  @Override
  public String describe() {
    return place.toString();
  }

  @Override
  public void close() {
    client.close();
    local.close();
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (S3Exception e) {
      throw refused(e).exception(e);
    } catch (SdkException | UncheckedIOException e) {
      throw Problem.of("storage-unreachable", Exit.UNREACHABLE, place + " can't be reached.")
          .because(String.valueOf(e.getMessage()))
          .leaving("No database was changed; what was begun there is not listed as a backup.")
          .next("Check AWS_ENDPOINT_URL, AWS_REGION and the credentials, then try again.")
          .exception(e);
    }
  }

  private Problem refused(S3Exception e) {
    if (bucketIsMissing(e)) {
      return Problem.of("storage-bucket-missing", Exit.USAGE, "There is no bucket for " + place)
          .because(
              place.bucket()
                  + " is not at "
                  + place.endpoint().map(Object::toString).orElse("Amazon's"))
          .leaving("Nothing was read or changed.")
          .next("Make the bucket, or correct 'backups' of towpath.yaml.");
    }
    Problem problem =
        e.statusCode() == FORBIDDEN
            ? Problem.of("storage-forbidden", Exit.UNREACHABLE, place + " doesn't let us in.")
            : Problem.of("storage-unreachable", Exit.UNREACHABLE, place + " failed.");
    return problem
        .because(code(e) + ", HTTP " + e.statusCode())
        .leaving("No database was changed; what was begun there is not listed as a backup.")
        .next("Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what they may do there.");
  }

  private static boolean bucketIsMissing(S3Exception e) {
    return code(e).equals("NoSuchBucket");
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }
}
