package dev.towpath.backup.store;

import dev.towpath.backup.seal.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// A folder on this machine, or on a disk that is mounted here. Its owner alone can read it: it
/// holds what the database holds.
///
/// What is being written lies in `.staging` inside it, so that a finished file is only renamed.
public final class FolderStorage implements Storage {
  private static final String STAGING = ".staging";

  private final Path root;
  private final Keys keys;
  private final List<Staging> staged = new ArrayList<>();

  /// @param root made when the first file is put into it
  public FolderStorage(Path root, Keys keys) {
    this.root = root.toAbsolutePath().normalize();
    this.keys = keys;
  }

  /// One whose backups aren't sealed.
  public FolderStorage(Path root) {
    this(root, Keys.NONE);
  }

  @Override
  public Keys keys() {
    return keys;
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Path target = path(key);
    makeFolders(folderOf(target));
    Path source = file;
    if (!Files.getFileStore(file).equals(Files.getFileStore(folderOf(target)))) {
      source = temporary(target);
      Files.copy(file, source, StandardCopyOption.REPLACE_EXISTING);
    }
    place(source, target);
  }

  @Override
  public void put(String key, byte[] content) throws IOException {
    Path target = path(key);
    makeFolders(folderOf(target));
    Path temporary = temporary(target);
    try {
      Files.write(temporary, content);
      place(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "Every key lies in a folder.");
  }

  private static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  private static void place(Path source, Path target) throws IOException {
    sync(source, StandardOpenOption.WRITE);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("The file system of " + target + " can't rename files safely.", e);
    }
    sync(folderOf(target), StandardOpenOption.READ);
  }

  /// Waits until a file, or a folder's list of names, is on the disk.
  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private static void makeFolders(Path folder) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] rights =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, rights);
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    try {
      return Optional.of(Files.newInputStream(path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Entry> found = new ArrayList<>();
    Path start = prefix.endsWith("/") ? path(prefix) : root;
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String key = root.relativize(file).toString().replace('\\', '/');
        if (key.startsWith(prefix) && !key.startsWith(STAGING) && !key.endsWith(".part")) {
          found.add(new Entry(key, Files.size(file)));
        }
      }
    }
    return List.copyOf(found);
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = path(key);
    Path folder = folderOf(file);
    if (Files.deleteIfExists(file)) {
      sync(folder, StandardOpenOption.READ);
    }
    deleteEmpty(folder);
  }

  /// Deletes a folder in which nothing is any more, and those around it.
  private void deleteEmpty(Path folder) throws IOException {
    Path empty = folder;
    while (!empty.equals(root) && isEmpty(empty)) {
      Files.deleteIfExists(empty);
      empty = folderOf(empty);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Override
  public void deleteAll(List<String> keys) throws IOException {
    Set<Path> folders = new TreeSet<>(Comparator.reverseOrder());
    for (String key : keys) {
      Path file = path(key);
      Files.deleteIfExists(file);
      folders.add(folderOf(file));
    }
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        sync(folder, StandardOpenOption.READ);
      }
      deleteEmpty(folder);
    }
  }

  @Override
  public void sweep() throws IOException {
    Path all = root.resolve(STAGING);
    if (Files.isDirectory(all)) {
      Staging.sweep(all);
    }
  }

  @Override
  public Path staging() throws IOException {
    Path all = root.resolve(STAGING);
    makeFolders(all);
    sweep();
    Staging staging = Staging.take(all);
    synchronized (staged) {
      staged.add(staging);
    }
    makeFolders(staging.folder());
    return staging.folder();
  }

  /// A process that writes here holds the lock of a folder of its own, for as long as it lives.
  @Override
  public boolean mayBeWriting(Instant begun) throws IOException {
    Path all = root.resolve(STAGING);
    return Files.isDirectory(all) && Staging.sweep(all);
  }

  /// A key never leads out of the folder.
  private Path path(String key) {
    Path path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("Not a key: " + key);
    }
    return path;
  }

  @Override
  public String describe() {
    return root.toString();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.of(root);
  }

  @Override
  public void close() {
    synchronized (staged) {
      staged.forEach(Staging::close);
      staged.clear();
    }
  }
}
