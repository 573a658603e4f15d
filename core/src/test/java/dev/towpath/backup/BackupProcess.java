package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that makes a backup and says when `pg_dump` runs, so that it can be ended
/// just then.
record BackupProcess(Process process) implements AutoCloseable {
  private static final String URL = "TOWPATH_TEST_URL";
  private static final String DUMPING = "dumping";

  static BackupProcess start(BackupCase what) throws IOException {
    ProcessBuilder builder = JavaProcess.of(BackupProcess.class, what.folder().toString());
    builder.environment().put(URL, what.url().revealed());
    return new BackupProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /// Waits until `pg_dump` runs, and gives it with its children.
  List<ProcessHandle> dumping() throws IOException {
    BufferedReader told =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!DUMPING.equals(told.readLine())) {
      throw new AssertionError("it ended before it dumped");
    }
    return process.descendants().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    BackupCase what = new BackupCase(DatabaseUrl.parse(System.getenv(URL)), folder);
    try (Storage storage = new FolderStorage(folder)) {
      what.create(Scope.WHOLE, storage, At.REACHED.does(() -> System.out.println(DUMPING)));
    }
  }
}
