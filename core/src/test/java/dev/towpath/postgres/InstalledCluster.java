package dev.towpath.postgres;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server of the operating system's PostgreSQL with settings of its own, for tests of what a
/// scratch server doesn't show. A test is skipped where that PostgreSQL is not installed.
public final class InstalledCluster implements AutoCloseable {
  public static final int MAJOR = 15;
  private static final String PASSWORD = "made-up";

  private final Distribution distribution;
  private final Path folder;
  private final ServerProcess process;

  private InstalledCluster(Distribution distribution, Path folder, List<String> settings)
      throws IOException {
    this.distribution = distribution;
    this.folder = folder;
    List<String> all = new ArrayList<>(ServerSettings.throwAway(Platform.NONE));
    all.addAll(settings);
    this.process =
        ServerProcess.start(distribution, folder.resolve("data"), folder.resolve("log"), all);
  }

  /// Makes an empty cluster and starts it.
  ///
  /// @param files by their names: put beside the data, readable by the server alone
  /// @param settings in `postgresql.conf`'s words; `FOLDER` stands for the folder of the files
  public static InstalledCluster start(Map<String, String> files, List<String> settings)
      throws IOException {
    Distribution distribution = installed();
    Path folder = folder();
    write(folder.resolve("password"), PASSWORD);
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    List<String> words = new ArrayList<>(List.of("-D", folder.resolve("data").toString()));
    words.addAll(List.of("-U", "postgres", "-A", "scram-sha-256", "--no-sync"));
    words.addAll(List.of("--pwfile", folder.resolve("password").toString()));
    words.addAll(List.of("--locale=C.UTF-8", "--wal-segsize=1"));
    Programs.run(distribution.command("initdb", words), folder.resolve("log"));
    List<String> placed = settings.stream().map(each -> placed(each, folder)).toList();
    return new InstalledCluster(distribution, folder, placed);
  }

  /// A read-only replica that streams from this server.
  public InstalledCluster standby() throws IOException {
    Path copy = folder();
    List<String> words = new ArrayList<>(List.of("-R", "-D", copy.resolve("data").toString()));
    words.addAll(List.of("-d", url().revealed(), "--checkpoint=fast", "--no-sync"));
    Programs.run(distribution.command("pg_basebackup", words), copy.resolve("log"));
    return new InstalledCluster(distribution, copy, List.of());
  }

  public DatabaseUrl url() {
    return DatabaseUrl.local(process.port(), "postgres", "postgres", PASSWORD);
  }

  private static Distribution installed() {
    Optional<Distribution> found = InstalledServer.find(MAJOR);
    assumeThat(found)
        .as("PostgreSQL %d, installed by: apt-get install postgresql-%d", MAJOR, MAJOR)
        .isPresent();
    return found.orElseThrow();
  }

  private static void write(Path file, String text) throws IOException {
    SecretFile.write(file, text);
    Runner.current().own(file);
  }

  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("towpath-cluster");
    Runner.current().own(folder);
    return folder;
  }

  private static String placed(String setting, Path folder) {
    return setting.replace("FOLDER", folder.toString());
  }

  /// As a crash of the server; its files stay.
  public void stopAtOnce() throws IOException {
    process.stop(ServerProcess.Stop.AT_ONCE);
  }

  @Override
  public void close() throws IOException {
    process.stop(ServerProcess.Stop.AT_ONCE);
    Folders.delete(folder);
  }
}
