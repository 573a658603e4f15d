package dev.towpath.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The real Prisma CLI on one project and one database, with its WebAssembly engine.
record PrismaCli(Folder project, Database database) {
  private static final String CONFIG = "prisma.config.mjs";

  Finished run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Tools.program("prisma").toString()));
    line.addAll(List.of(words));
    String config = config().toString();
    line.addAll(List.of("--config", config, "--schema", "prisma/schema.prisma"));
    return Command.of(project.path(), line.toArray(String[]::new))
        .with("DATABASE_URL", database.url())
        .with("CHECKPOINT_DISABLE", "1")
        .with("PRISMA_HIDE_UPDATE_MESSAGE", "1")
        // Any file will do: without these it would download native engines that it doesn't use.
        .with("PRISMA_QUERY_ENGINE_LIBRARY", config)
        .with("PRISMA_SCHEMA_ENGINE_BINARY", config)
        .run();
  }

  /// The CLI's settings, beside the libraries that they import.
  private static Path config() throws IOException {
    Path config = Tools.modules().resolveSibling(CONFIG);
    try (InputStream committed = PrismaCli.class.getResourceAsStream("/" + CONFIG)) {
      Files.copy(Objects.requireNonNull(committed), config, StandardCopyOption.REPLACE_EXISTING);
    }
    return config;
  }
}
