package dev.towpath.catalog.source;

import java.nio.file.Path;

/// What a person names where a catalog is asked for.
public sealed interface Source {
  /// As the person reads it in a message.
  String title();

  /// A database: an environment of the project, `embedded`, or a URL.
  record Database(String name) implements Source {
    @Override
    public String title() {
      return name.contains("://") ? "the given URL" : name;
    }
  }

  /// A file that `towpath catalog snapshot` wrote.
  record Snapshot(Path file) implements Source {
    @Override
    public String title() {
      return file.toString();
    }
  }

  /// A folder of migrations, which are run on a scratch server.
  record Migrations(Path folder) implements Source {
    @Override
    public String title() {
      return "the migrations in " + folder;
    }
  }

  /// A snapshot file or a folder of migrations as it is in a revision of the repository.
  ///
  /// @param path from the current folder, with forward slashes
  record Revision(String revision, String path) implements Source {
    @Override
    public String title() {
      return revision + ":" + path;
    }
  }
}
