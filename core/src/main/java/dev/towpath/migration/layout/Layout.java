package dev.towpath.migration.layout;

import dev.towpath.migration.history.History;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// How a tool lays migrations out on disk. Stateless and thread-safe.
public interface Layout {
  /// The word in `towpath.yaml`: `supabase`, `prisma`, `flyway`, `dbmate`, `plain`.
  String name();

  /// The folder of migrations, relative to the project, if the project looks like this layout.
  Optional<Path> detect(Path project);

  /// Reads every file below a folder; a bad file becomes a finding and loses no other.
  LayoutFiles read(Path project, Path folder);

  /// The tool's history of what was applied.
  History history();

  /// The path, below the folder, of a new migration with a version made from this moment.
  Path newFile(Path folder, Instant moment, String name);

  /// What a new migration file holds at first.
  String template(String name);
}
