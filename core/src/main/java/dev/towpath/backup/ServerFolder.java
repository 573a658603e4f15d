package dev.towpath.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of a running server on this machine, readable for this process.
record ServerFolder(Path data) {
  /// Folders whose content a server makes anew.
  private static final Set<String> WITHOUT_CONTENT =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  /// What belongs to the running server alone, and tables and files of its sessions.
  private static final Pattern PASSING =
      Pattern.compile(
          "postmaster\\.(pid|opts)|backup_label(\\.old)?|tablespace_map(\\.old)?|current_logfiles"
              + "|pg_internal\\.init.*|pgsql_tmp.*|t\\d+_\\d+.*|.*\\.tmp|recovery\\.(signal|done)"
              + "|standby\\.signal|backup_manifest");

  private static final Path CONTROL = Path.of("global", "pg_control");
  private static final int STARTED_LINE = 2;
  private static final int PORT_LINE = 3;

  /// A server writes its file a little before it notes when it started.
  private static final int START_SECONDS = 10;

  /// The folder, if it is here: it must be of this very server, not of another one at that path.
  static Optional<ServerFolder> of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select setting, extract(epoch from pg_postmaster_start_time())::bigint,
                  current_setting('port')
                from pg_settings where name = 'data_directory'
                """)) {
      if (!row.next()) {
        return Optional.empty();
      }
      Path data = Path.of(row.getString(1));
      List<String> pid = Files.readAllLines(data.resolve("postmaster.pid"));
      long apart = Math.abs(Long.parseLong(pid.get(STARTED_LINE).strip()) - row.getLong(2));
      boolean same = apart <= START_SECONDS && pid.get(PORT_LINE).strip().equals(row.getString(3));
      boolean readable = Files.isReadable(data.resolve(CONTROL));
      return same && readable ? Optional.of(new ServerFolder(data)) : Optional.empty();
    } catch (IOException
        | InvalidPathException
        | IndexOutOfBoundsException
        | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Copies what a server needs to start again, while it runs and writes: what is torn is mended by
  /// the write-ahead log. The control file comes last, because it knows the newest checkpoint.
  ///
  /// @param copied hears the bytes of each file
  void copy(Path to, LongConsumer copied) throws IOException {
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path path = data.relativize(folder);
            Files.createDirectories(to.resolve(path));
            return WITHOUT_CONTENT.contains(path.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path path = data.relativize(file);
            boolean passing = PASSING.matcher(file.getFileName().toString()).matches();
            if (attributes.isRegularFile() && !passing && !path.equals(CONTROL)) {
              copied.accept(copyOne(file, to.resolve(path)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // a table was dropped meanwhile
            }
            throw e;
          }
        });
    copied.accept(copyOne(data.resolve(CONTROL), to.resolve(CONTROL)));
  }

  private static long copyOne(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      return Files.size(to);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// Copies segments of the write-ahead log.
  ///
  /// @param first name of the first one, and `last` of the last one
  void copyWal(String first, String last, Path to) throws IOException {
    Files.createDirectories(to);
    Path wal = data.resolve("pg_wal");
    try (Stream<Path> files = Files.list(wal)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean wanted = name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        if (name.endsWith(".history") || (wanted && name.length() == first.length())) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }
}
