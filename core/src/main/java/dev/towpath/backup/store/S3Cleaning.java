package dev.towpath.backup.store;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Takes things out of an object store, many with one request.
record S3Cleaning(S3Client client, S3Place place) {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;

  /// Whether the store has deleted all of them. Some stores don't take several keys, or want a
  /// digest of the list that the client doesn't send any more: those have deleted none.
  boolean deleted(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream()
            .map(key -> ObjectIdentifier.builder().key(place.prefix() + key).build())
            .toList();
    try {
      DeleteObjectsResponse answer =
          client.deleteObjects(
              each -> each.bucket(place.bucket()).delete(all -> all.objects(objects)));
      if (answer.hasErrors()) {
        throw stayed(answer.errors().getFirst()).exception();
      }
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == BAD_REQUEST || e.statusCode() == NOT_IMPLEMENTED) {
        return false;
      }
      throw e;
    }
  }

  private Problem stayed(S3Error error) {
    return Problem.of("storage-forbidden", Exit.UNREACHABLE, place + " doesn't let go of files.")
        .because(error.key() + " stays. " + error.code() + ": " + error.message())
        .leaving("What has lost its manifest is not listed as a backup.")
        .next("See what the credentials may do there, then run the same command again.");
  }

  /// Ends uploads in parts whose writer must be dead: the store keeps the parts where nobody sees
  /// them, and bills for them.
  ///
  /// @param dead whether an upload is, by when it began
  void abortUploads(Predicate<Instant> dead) {
    client
        .listMultipartUploadsPaginator(each -> each.bucket(place.bucket()).prefix(place.prefix()))
        .uploads()
        .stream()
        .filter(upload -> dead.test(upload.initiated()))
        .forEach(
            upload ->
                client.abortMultipartUpload(
                    each ->
                        each.bucket(place.bucket()).key(upload.key()).uploadId(upload.uploadId())));
  }
}
