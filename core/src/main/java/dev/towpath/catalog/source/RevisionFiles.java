package dev.towpath.catalog.source;

import dev.towpath.migration.naming.Git;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// A file or a folder of a git revision, written out to a temporary place until it is closed.
///
/// @param path where it lies
record RevisionFiles(Path place, Path path) implements AutoCloseable {

  static RevisionFiles of(Path folder, Source.Revision revision) throws IOException {
    Git git = new Git(folder);
    String type =
        git.ask("cat-file", "-t", revision.revision() + ":./" + revision.path())
            .orElseThrow(() -> unknown(revision).exception())
            .strip();
    Path place = Files.createTempDirectory("towpath-revision-");
    RevisionFiles files = new RevisionFiles(place, place.resolve(revision.path()).normalize());
    if (!files.path().startsWith(place)) {
      throw unknown(revision).exception();
    }
    try {
      if (type.equals("tree")) {
        files.folder(git, revision);
      } else {
        files.file(git, revision.revision(), revision.path(), files.path());
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private void folder(Git git, Source.Revision revision) throws IOException {
    Files.createDirectories(path);
    String tree = revision.revision() + ":./" + revision.path();
    String names = git.ask("ls-tree", "-r", "-z", "--name-only", tree).orElse("");
    for (String name : names.split("\0", -1)) {
      Path file = path.resolve(name).normalize();
      if (!name.isEmpty() && file.startsWith(path)) {
        file(git, revision.revision(), revision.path() + "/" + name, file);
      }
    }
  }

  private void file(Git git, String revision, String name, Path to) throws IOException {
    Optional<String> text = git.ask("cat-file", "blob", revision + ":./" + name);
    Files.createDirectories(to.getParent());
    Files.writeString(to, text.orElse(""));
  }

  private static Problem unknown(Source.Revision revision) {
    return Problem.of("source-unknown", Exit.USAGE, "Git has no " + revision.title() + ".")
        .because("The part before the colon is a branch, tag or commit; the path counts from here.")
        .leaving("Nothing was read or changed.")
        .next("See what there is: git ls-tree -r --name-only " + revision.revision());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
