package dev.towpath.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A large file uploaded in parts: the object appears when the last of them is there. A failure
/// tells the store to forget the parts.
record S3Upload(S3Client client, String bucket, String key) {
  /// More than this is uploaded in parts of this size, or larger ones if they were too many.
  static final long PART_BYTES = 64L << 20;

  private static final int MOST_PARTS = 9_000;
  private static final String TYPE = "application/octet-stream";

  void put(Path file, long bytes) {
    put(file, bytes, Math.max(PART_BYTES, bytes / MOST_PARTS + 1));
  }

  void put(Path file, long bytes, long part) {
    String upload = client.createMultipartUpload(each -> each.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < bytes; from += part) {
        parts.add(part(upload, parts.size() + 1, file, from, Math.min(part, bytes - from)));
      }
      client.completeMultipartUpload(
          each ->
              each.bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(all -> all.parts(parts)));
    } catch (RuntimeException e) {
      try {
        client.abortMultipartUpload(each -> each.bucket(bucket).key(key).uploadId(upload));
      } catch (RuntimeException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  private CompletedPart part(String upload, int number, Path file, long from, long bytes) {
    String tag =
        client
            .uploadPart(
                each -> each.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromContentProvider(() -> read(file, from), bytes, TYPE))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /// From a place on; a part that is tried again is read again.
  private static InputStream read(Path file, long from) {
    try {
      return Channels.newInputStream(FileChannel.open(file).position(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
