package dev.towpath.backup.store;

import dev.towpath.backup.seal.Keys;
import java.nio.file.Path;

/// Opens the storage that a text names.
public final class Storages {
  private Storages() {}

  /// The storage at a place.
  ///
  /// @param project the folder that a relative path counts from
  /// @param place a folder
  public static Storage at(Path project, String place) {
    return at(project, place, Keys.NONE);
  }

  /// The storage at a place, with the keys of its backups.
  public static Storage at(Path project, String place, Keys keys) {
    return new FolderStorage(project.resolve(place), keys);
  }
}
