package dev.towpath.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Adds to the server programs the extensions that a hosted project can create and PostgreSQL
/// itself doesn't bring, each written in SQL with the real one's names and signatures.
///
/// They lie in a tree of their own, made of links. All extensions in it are trusted: as in the
/// hosted product, the role postgres may create them without being a superuser.
final class SupabaseExtensions {
  /// One extension; its script is a resource.
  record Extension(String name, String version, String comment) {
    String script() {
      return name + "--" + version + ".sql";
    }

    String control() {
      return """
      comment = '%s'
      default_version = '%s'
      relocatable = false
      trusted = true
      """
          .formatted(comment, version);
    }
  }

  static final List<Extension> ALL =
      List.of(
          new Extension("supabase_vault", "0.3.1", "secrets"),
          new Extension("pg_graphql", "1.5.11", "GraphQL"),
          new Extension("pg_cron", "1.6.4", "jobs"),
          new Extension("pg_net", "0.14.0", "asynchronous HTTP"),
          new Extension("http", "1.6", "HTTP client"),
          new Extension("pgjwt", "0.2.0", "JSON Web Tokens"),
          new Extension("pgmq", "1.4.4", "message queues"),
          new Extension("pgsodium", "3.1.8", "keys and encryption"),
          new Extension("pg_jsonschema", "0.3.3", "JSON Schema"),
          new Extension("hypopg", "1.4.1", "hypothetical indexes"),
          new Extension("index_advisor", "0.2.0", "advice on indexes"),
          new Extension("pg_tle", "1.4.0", "extensions kept in the database"),
          new Extension("plpgsql_check", "2.7", "checks of functions"),
          new Extension("wrappers", "0.5.3", "foreign data of other services"),
          new Extension("vector", "0.8.0", "vectors"));

  static final String FOLDER = "supabase/extension/";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private SupabaseExtensions() {}

  static Distribution extend(Distribution distribution, Path cache) throws IOException {
    if (!Files.isDirectory(folder(distribution.home()))) {
      throw Binaries.missing(distribution.major()).exception();
    }
    String label = distribution.label() + "-" + Supabase.digest();
    Path home = cache.resolve("postgres").resolve(label);
    Path lock = home.resolveSibling(label + ".lock");
    if (!Files.isDirectory(home)) {
      try (FileGuard _ = FileGuard.take(lock, LIMIT)) {
        if (!Files.isDirectory(home)) {
          make(distribution.home(), home);
        }
      }
    }
    return new Distribution(home, distribution.major(), label);
  }

  private static Path folder(Path home) {
    return home.resolve("share").resolve("postgresql").resolve("extension");
  }

  private static void make(Path from, Path home) throws IOException {
    Path temporary = home.resolveSibling(home.getFileName() + ".making");
    Folders.delete(temporary);
    Folders.link(from, temporary);
    Path folder = folder(temporary);
    trustAll(folder);
    for (Extension extension : ALL) {
      Files.writeString(folder.resolve(extension.name() + ".control"), extension.control());
      Files.writeString(
          folder.resolve(extension.script()), Supabase.read(FOLDER + extension.script()));
    }
    Files.move(temporary, home);
  }

  private static void trustAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path control : files.filter(path -> path.toString().endsWith(".control")).toList()) {
        String text = Files.readString(control, StandardCharsets.UTF_8);
        // The file is a link to the one of the other tree: it is replaced, not written into.
        Files.delete(control);
        Files.writeString(control, text + "\ntrusted = true\n");
      }
    }
  }
}
