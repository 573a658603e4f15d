package dev.towpath.rehearsal;

import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a dump, as `pg_dump` writes it in its plain format.
final class Dump {
  private static final String CUSTOM_MAGIC = "PGDMP";
  private static final String TAR_MAGIC = "toc.dat";
  private static final String OTHERWISE = "rehearse with --from files.";

  /// A larger text would not fit beside everything else.
  private static final long MOST_BYTES = 512L << 20;

  private Dump() {}

  /// The schema of a database, without what belongs to its platform.
  static String ofSchema(DatabaseUrl url, int major, Platform platform) {
    ClientTool tool = ClientTool.find("pg_dump", major, OTHERWISE);
    List<String> words = new ArrayList<>(List.of("--schema-only", "--no-password"));
    platform.systemSchemas().stream().sorted().forEach(each -> words.add("-N" + each));
    return tool.run(words, Optional.of(url));
  }

  /// What a file holds; `pg_restore` turns what is no text into one.
  static String ofFile(Path file) {
    try {
      if (!Files.exists(file)) {
        throw unreadable(file, "It is not there.").exception();
      }
      if (isArchive(file)) {
        return ClientTool.newest("pg_restore", OTHERWISE)
            .run(List.of("-f", "-", file.toString()), Optional.empty());
      }
      if (Files.size(file) > MOST_BYTES) {
        throw unreadable(file, "It is larger than 512 MB.").exception();
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage())).exception(e);
    }
  }

  private static boolean isArchive(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(TAR_MAGIC.length()), StandardCharsets.ISO_8859_1);
      return start.startsWith(CUSTOM_MAGIC) || start.equals(TAR_MAGIC);
    }
  }

  private static Problem unreadable(Path file, String why) {
    return Problem.of("dump-unreadable", Exit.USAGE, "The dump " + file + " can't be read.")
        .because(why)
        .leaving("No database was touched.")
        .next("Make one: pg_dump --schema-only --file=before.sql");
  }
}
