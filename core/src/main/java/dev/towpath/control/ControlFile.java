package dev.towpath.control;

import dev.towpath.digest.Sha256;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.postgres.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// A control database as a file, to be taken to another server or another PostgreSQL major: a zip
/// with each table in the text form of `COPY`, and a `manifest.json` with the SHA-256 of each.
///
/// @param path only its user can read it
public record ControlFile(Path path) {
  private static final String MANIFEST = "manifest.json";
  private static final String END = ".copy";

  /// Writes all that the transaction sees; the file is there whole or not at all.
  ///
  /// @param connection in a REPEATABLE READ transaction
  public ControlManifest write(Connection connection) throws SQLException, IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    SecretFile.write(part, "");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(part))) {
      List<ControlManifest.Table> tables = new ArrayList<>();
      for (String table : ControlTables.names(connection)) {
        archive.putNextEntry(new ZipEntry(table + END));
        MessageDigest digest = Sha256.begin();
        DigestOutputStream out = new DigestOutputStream(archive, digest);
        long rows = copy(connection).copyOut("copy towpath_control." + table + " to stdout", out);
        archive.closeEntry();
        tables.add(new ControlManifest.Table(table, rows, Sha256.end(digest)));
      }
      ControlManifest manifest =
          new ControlManifest(
              ControlSchema.version(connection), tables, ControlTables.sequences(connection));
      archive.putNextEntry(new ZipEntry(MANIFEST));
      archive.write(manifest.bytes());
      archive.closeEntry();
      archive.finish();
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      return manifest;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// Reads it into an empty control database of the same version; the caller commits.
  ///
  /// @throws dev.towpath.problem.ProblemException with `control-not-empty`,
  ///     `control-file-unreadable` or `control-file-version`
  public ControlManifest read(Connection connection) throws SQLException {
    try (ZipFile archive = new ZipFile(path.toFile())) {
      ControlManifest manifest = manifest(archive);
      int version = ControlSchema.version(connection);
      if (manifest.version() != version) {
        throw ControlProblems.otherVersion(path, manifest.version(), version).exception();
      }
      for (String table : ControlTables.names(connection)) {
        if (ControlTables.hasRows(connection, table)) {
          throw ControlProblems.notEmpty(table).exception();
        }
      }
      for (ControlManifest.Table table : manifest.tables()) {
        read(connection, archive, table);
      }
      ControlTables.continueSequences(connection, manifest.sequences());
      return manifest;
    } catch (IOException | Malformed e) {
      throw ControlProblems.unreadable(path, String.valueOf(e.getMessage())).exception(e);
    }
  }

  private static ControlManifest manifest(ZipFile archive) throws IOException, Malformed {
    try (InputStream in = entry(archive, MANIFEST)) {
      return ControlManifest.read(JsonObject.read(in.readAllBytes()));
    }
  }

  private void read(Connection connection, ZipFile archive, ControlManifest.Table table)
      throws SQLException, IOException, Malformed {
    MessageDigest digest = Sha256.begin();
    try (InputStream in = entry(archive, table.name() + END);
        DigestInputStream digested = new DigestInputStream(in, digest)) {
      String sql = "copy towpath_control.\"" + table.name() + "\" from stdin";
      long rows = copy(connection).copyIn(sql, digested);
      digested.transferTo(OutputStream.nullOutputStream());
      if (rows != table.rows() || !Sha256.end(digest).equals(table.sha256())) {
        throw new Malformed("Table " + table.name() + " is not as it was written.");
      }
    }
  }

  private static InputStream entry(ZipFile archive, String name) throws IOException, Malformed {
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      throw new Malformed("There is no " + name + " in it.");
    }
    return archive.getInputStream(entry);
  }

  private static CopyManager copy(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
