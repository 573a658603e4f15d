package dev.towpath.backup.store;

import dev.towpath.backup.seal.Keys;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Opens the storage that a text names.
public final class Storages {
  /// Where files lie before they are uploaded, in the project.
  private static final String UPLOADS = ".towpath/uploads";

  private Storages() {}

  /// The storage at a place.
  ///
  /// @param project the folder that a relative path counts from
  /// @param place a folder, or `s3://bucket/prefix`
  /// @param keys of its backups
  /// @param variables of the environment, which say where an object store is
  public static Storage at(Path project, String place, Keys keys, Map<String, String> variables) {
    return place.startsWith(S3Place.SCHEME)
        ? s3(S3Place.of(place, variables), project, keys)
        : new FolderStorage(project.resolve(place), keys);
  }

  /// The client's classes are loaded here, and only here.
  private static Storage s3(S3Place place, Path project, Keys keys) {
    return new S3Storage(
        place,
        DefaultCredentialsProvider.builder().build(),
        new FolderStorage(project.resolve(UPLOADS)),
        keys,
        InstantSource.system());
  }
}
