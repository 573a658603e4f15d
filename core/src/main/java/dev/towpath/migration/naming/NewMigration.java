package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Versions;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.problem.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a new, empty migration with a version that is later than all others.
public final class NewMigration {
  private NewMigration() {}

  /// Makes the file and gives its path, relative to the project.
  ///
  /// The version is the present moment, or one second behind the latest version in the folder and
  /// on the base branch. Fails with `migration-name`, `no-later-version`, or `file-not-written`.
  ///
  /// @param folder of migrations, relative to the project; made if missing
  /// @param name what the migration does; becomes lower case with underscores
  /// @param base the branch to be later than; without one, the usual branches are looked for
  public static Path write(
      Layout layout, Path project, Path folder, String name, Optional<String> base, Clock clock) {
    String slug = slug(name);
    try {
      Files.createDirectories(project.resolve(folder));
      Path place = place(layout, project, folder, name, base, clock);
      Path file = project.resolve(place);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, layout.template(slug), StandardOpenOption.CREATE_NEW);
      return place;
    } catch (IOException e) {
      throw Problem.of("file-not-written", Exit.USAGE, "The new migration can't be written.")
          .because(e.getClass().getSimpleName() + ": " + e.getMessage())
          .next("Check that you may write to " + folder + ".")
          .exception(e);
    }
  }

  /// Where [#write] would put the file, relative to the project; writes nothing.
  public static Path place(
      Layout layout, Path project, Path folder, String name, Optional<String> base, Clock clock) {
    Instant moment = moment(layout, project, folder, base, clock.instant());
    return project.relativize(layout.newFile(project.resolve(folder), moment, slug(name)));
  }

  private static String slug(String name) {
    if (name.contains("://") || !Secrets.hidden(name).equals(name)) {
      throw Problem.of("migration-name", Exit.USAGE, "The name of the migration looks like a URL.")
          .because("A file's name is no place for an address, nor for the password in it.")
          .leaving("Nothing was written.")
          .next("Say what it does: towpath new add_city_to_customer")
          .exception();
    }
    String slug =
        name.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_+|_+$", "");
    if (slug.isEmpty()) {
      throw Problem.of("migration-name", Exit.USAGE, "The name of the migration has no letter.")
          .next("Say what it does: towpath new add_city_to_customer")
          .exception();
    }
    return slug;
  }

  private static Instant moment(
      Layout layout, Path project, Path folder, Optional<String> base, Instant now) {
    Optional<String> latest = latest(layout, project, folder, base);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    if (latest.isEmpty() || isLater(layout, second, latest.get())) {
      return second;
    }
    return Versions.moment(latest.get())
        .map(moment -> moment.plusSeconds(1))
        .filter(moment -> isLater(layout, moment, latest.get()))
        .orElseThrow(() -> noLater(latest.get()).exception());
  }

  private static Optional<String> latest(
      Layout layout, Path project, Path folder, Optional<String> base) {
    Path root = project.resolve(folder);
    Optional<BaseBranch> branch =
        base.isPresent() ? base.map(ref -> BaseBranch.read(root, ref)) : usual(root);
    Stream<String> onBranch =
        branch.stream()
            .flatMap(b -> b.files().stream())
            .flatMap(file -> layout.version(file).stream());
    Stream<String> inFolder =
        layout.read(project, folder).migrations().stream().map(Migration::version);
    return Stream.concat(onBranch, inFolder)
        .filter(version -> !version.isEmpty())
        .max(layout.order());
  }

  /// Without a repository, or without git, the folder alone counts.
  private static Optional<BaseBranch> usual(Path root) {
    try {
      return BaseBranch.usual(root);
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private static boolean isLater(Layout layout, Instant moment, String version) {
    return layout.order().compare(Versions.stamp(moment), version) > 0;
  }

  private static Problem noLater(String version) {
    return Problem.of(
            "no-later-version", Exit.REFUSED, "No time makes a version later than " + version + ".")
        .because("It isn't a time in 14 digits, and sorts behind every time.")
        .leaving("Nothing was written.")
        .next("Name the new file by hand, with a version that sorts behind " + version + ".");
  }
}
