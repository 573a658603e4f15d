package dev.towpath.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks a `.txz` of server programs: by the system's tar, which is three times as fast, or in
/// Java where tar or xz is missing.
final class ServerArchive {
  private static final int OWNER_MAY_RUN = 0100;
  private static final int TAR_SECONDS = 120;
  private static final int BUFFER_BYTES = 1 << 16;

  private ServerArchive() {}

  /// Opens the archive's bytes; may be called twice.
  interface Source {
    InputStream open() throws IOException;
  }

  static void unpack(Source source, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!unpackByTar(source, folder)) {
      Folders.delete(folder);
      Files.createDirectories(folder);
      unpackInJava(source, folder);
    }
  }

  private static boolean unpackByTar(Source source, Path folder) throws IOException {
    Process tar;
    try {
      tar =
          new ProcessBuilder("tar", "-xJ", "--no-same-owner", "-f", "-", "-C", folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    try (InputStream in = source.open();
        OutputStream out = tar.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      tar.destroyForcibly();
      return false;
    }
    try {
      return tar.waitFor(TAR_SECONDS, TimeUnit.SECONDS) && tar.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while unpacking.", e);
    } finally {
      tar.destroyForcibly();
    }
  }

  static void unpackInJava(Source source, Path folder) throws IOException {
    try (InputStream in = source.open();
        InputStream plain = new XZInputStream(new BufferedInputStream(in, BUFFER_BYTES));
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackOne(tar, entry, folder);
      }
    }
  }

  private static void unpackOne(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The archive names a file outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & OWNER_MAY_RUN) != 0 && !target.toFile().setExecutable(true, false)) {
      throw new IOException("Can't make " + target + " executable.");
    }
  }
}
