package dev.towpath.bench.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A project of many small migrations: one table with a key in each, laid out for Flyway, which
/// Towpath takes too.
final class Corpus {
  /// Where the migrations lie in the project.
  static final String FOLDER = "db/migration";

  private Corpus() {}

  static void write(Path project, int migrations) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FOLDER));
    for (int i = 1; i <= migrations; i++) {
      Files.writeString(
          folder.resolve("V%06d__table_%d.sql".formatted(i, i)),
          """
          -- what change %d is for
          create table bench_%d (
            id bigint generated always as identity primary key,
            made_at timestamptz not null default now()
          );
          """
              .formatted(i, i));
    }
  }
}
