package dev.towpath.drift;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Snapshot;
import dev.towpath.catalog.ddl.Ddl;
import dev.towpath.catalog.ddl.DdlScript;
import dev.towpath.catalog.ddl.DdlStatement;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.naming.NewMigration;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.report.GeneratedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the drift of a target down as a new migration, once a replay behind the applied ones has
/// shown what it makes. Changes nothing on the target.
///
/// @param project the folder of the project
/// @param folder of its migrations, relative to the project
public record DriftMigration(
    Path project, Path folder, Layout layout, Verifier verifier, Clock clock) {

  /// Empty if there is nothing to write. Fails with `drift-not-proven` if the migration does not
  /// run; nothing is written then.
  ///
  /// @param drift what was found on the target just now, with what its objects need
  public Optional<Captured> write(
      String name, Drift drift, VerifyRequest request, OpenTarget target) {
    Verification.Schemas schemas = drift.verification().schemas().orElseThrow();
    Snapshot actual = withoutPlatforms(schemas, target.target().platform().systemSchemas());
    DdlScript up = Ddl.between(schemas.expected(), actual);
    if (up.isEmpty()) {
      return Optional.empty();
    }
    DdlScript down = Ddl.between(actual, schemas.expected());
    Path place = NewMigration.place(layout, project, folder, name, Optional.empty(), clock);
    String text = layout.text(up.text(), down.text());
    Migration migration = read(place, text);
    Verification proof = verifier.verify(request.also(migration), target);
    if (proof.schemas().isEmpty()) {
      throw unproven(proof, up);
    }
    List<String> files = new ArrayList<>(List.of(place.toString()));
    new GeneratedFile(project.resolve(place), place.toString()).write(text);
    String other = layout.downScript(migration);
    if (other.endsWith(".sql") && !down.statements().isEmpty()) {
      new GeneratedFile(project.resolve(other), other).write(down.text());
      files.add(other);
    }
    return Optional.of(
        new Captured(proof.target(), migration, files, up.gaps(), left(proof, drift)));
  }

  /// What differed before and was wanted is no rest.
  private static List<Difference> left(Verification proof, Drift drift) {
    Set<Difference> expected = new HashSet<>(drift.verification().differences());
    drift.differences().forEach(expected::remove);
    return proof.differences().stream().filter(each -> !expected.contains(each)).toList();
  }

  /// Extensions that the platform brings are not the project's.
  private static Snapshot withoutPlatforms(Verification.Schemas schemas, Set<String> platform) {
    Snapshot actual = schemas.actual();
    Catalog catalog = actual.catalog();
    Set<CatalogObject> expected = new HashSet<>(schemas.expected().catalog().objects());
    List<CatalogObject> kept =
        catalog.objects().stream()
            .filter(
                object ->
                    object.name().kind() != Kind.EXTENSION
                        || expected.contains(object)
                        || !platform.contains(object.properties().getOrDefault("schema", "")))
            .toList();
    return new Snapshot(
        new Catalog(catalog.major(), catalog.facets(), kept, catalog.unseen()),
        actual.addresses(),
        actual.needs());
  }

  /// Reads the text as the layout would read its file, in a folder of its own.
  private Migration read(Path place, String text) {
    try {
      Path apart = Files.createTempDirectory("towpath-drift-");
      try {
        Path file = apart.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        LayoutFiles files = layout.read(apart, folder);
        return files.migrations().getFirst();
      } finally {
        delete(apart);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// The server's own words, and the state it gives with them, where a new label is used too early.
  private static final List<String> TOO_EARLY = List.of("unsafe use of new value", "55P04");

  private static final Pattern ADDS_LABEL =
      Pattern.compile("alter type .* add value .*", Pattern.DOTALL);

  private static ProblemException unproven(Verification proof, DdlScript up) {
    Finding why = proof.findings().getLast();
    String said = why.message() + " " + why.why();
    return TOO_EARLY.stream().anyMatch(said::contains)
        ? labelTooEarly(said, up)
        : notProven("The migration that would make the drift does not run behind the applied ones.")
            .because(said)
            .next("Write it by hand: towpath new NAME")
            .exception();
  }

  private static ProblemException labelTooEarly(String said, DdlScript up) {
    String labels =
        up.statements().stream()
            .map(DdlStatement::sql)
            .filter(sql -> ADDS_LABEL.matcher(sql).matches())
            .map(sql -> sql.replace(" add value ", " add value if not exists ") + ";")
            .collect(Collectors.joining(" "));
    return notProven("The drift adds a label to an enum and uses it: it can't be proven in one go.")
        .because(
            "One transaction makes a migration, and PostgreSQL lets none use a label before it is"
                + " committed. "
                + said)
        .next(
            "Make the label alone a migration (towpath new add_label) with: "
                + labels
                + " Then towpath apply, which adds nothing that is there, and towpath drift"
                + " --to-migration NAME for the rest.")
        .exception();
  }

  private static Problem notProven(String what) {
    return Problem.of("drift-not-proven", Exit.UNCHANGED, what)
        .leaving("Nothing was written, and nothing was changed on the target.");
  }
}
