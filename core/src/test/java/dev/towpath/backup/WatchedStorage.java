package dev.towpath.backup;

import dev.towpath.backup.seal.Keys;
import dev.towpath.backup.store.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A storage of which each change is seen, before and after, one at a time.
public record WatchedStorage(Storage storage, Runnable look) implements Storage {
  @Override
  public synchronized void put(String key, Path file) throws IOException {
    look.run();
    storage.put(key, file);
    look.run();
  }

  @Override
  public synchronized void put(String key, byte[] content) throws IOException {
    look.run();
    storage.put(key, content);
    look.run();
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    return storage.open(key);
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    return storage.list(prefix);
  }

  @Override
  public void delete(String key) throws IOException {
    look.run();
    storage.delete(key);
  }

  @Override
  public void sweep() throws IOException {
    storage.sweep();
  }

  @Override
  public Path staging() throws IOException {
    Path folder = storage.staging();
    look.run();
    return folder;
  }

  @Override
  public boolean mayBeWriting(Instant begun) throws IOException {
    return storage.mayBeWriting(begun);
  }

  @Override
  public Keys keys() {
    return storage.keys();
  }

  @Override
  public String describe() {
    return storage.describe();
  }

  @Override
  public void close() {
    storage.close();
  }
}
