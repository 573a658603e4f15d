package dev.towpath.cli;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.catalog.types.JavaRecords;
import dev.towpath.catalog.types.TypeScript;
import dev.towpath.config.Project;
import dev.towpath.config.SupabaseConfig;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath types`: the schema as types of a programming language.
@Command(
    name = "types",
    headerHeading =
        "Examples:%n"
            + "  towpath types --to src/database.types.ts --check%n"
            + "  towpath types --lang java --package com.example --to Schema.java%n%n",
    header = "Writes types for the programs that use the database.",
    description =
        "TypeScript is in the shape that the clients of Supabase use. By default the project's"
            + " migrations are run on a scratch server, so that no database is needed.",
    synopsisHeading = "%nUsage: ")
final class TypesCommand implements ProjectTask {
  private static final String USUAL_SCHEMA = "public";
  private static final String USUAL_CLASS = "Schema";
  private static final Set<String> OF_THE_PLATFORM = Set.of("graphql_public", "storage");

  /// A language that types can be written in.
  enum Language {
    TYPESCRIPT,
    JAVA
  }

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "typescript or java. By default typescript.")
  Language language = Language.TYPESCRIPT;

  @Option(
      names = "--schemas",
      paramLabel = "SCHEMA",
      split = ",",
      description =
          "The schemas to write, with commas. By default those that supabase/config.toml serves,"
              + " or public.")
  List<String> schemas = List.of();

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "For Java: the package of the class, which is named as the file is.")
  String packageName = "";

  @Mixin SourceOption source;
  @Mixin GeneratedOption generated;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, IOException {
    generated.refuseCheckOfNothing("towpath types");
    refuseWhatIsNoName();
    Sourced read = SourceOption.read(wiring, project, source.sourceOrMigrations(wiring, project));
    Shape shape = Shape.of(read.catalog());
    List<String> chosen = chosen(project, shape, read.title());
    Report report =
        Report.of("types")
            .data("from", read.title())
            .data("lang", language.name().toLowerCase(Locale.ROOT))
            .data("schemas", chosen)
            .findings(UnseenFindings.of(read.catalog()));
    return generated.done(wiring, report, text(shape, chosen), read.title(), command());
  }

  private String text(Shape shape, List<String> chosen) {
    return switch (language) {
      case TYPESCRIPT -> TypeScript.write(shape, chosen);
      case JAVA -> JavaRecords.write(shape, chosen, packageName, className(generated.to));
    };
  }

  private static String className(@Nullable String file) {
    return file == null
        ? USUAL_CLASS
        : Objects.toString(Path.of(file).getFileName(), "").replaceFirst("\\.java$", "");
  }

  private void refuseWhatIsNoName() {
    boolean named = packageName.isEmpty() || SourceVersion.isName(packageName);
    if (language == Language.JAVA && !(named && SourceVersion.isName(className(generated.to)))) {
      throw Problem.of("usage", Exit.USAGE, "The class or its package can't be called so in Java.")
          .because("The class is named as the file of --to, the package by --package.")
          .leaving("Nothing was read or changed.")
          .next("towpath types --lang java --package com.example --to Schema.java")
          .exception();
    }
  }

  private List<String> chosen(Project project, Shape shape, String title) {
    Set<String> there =
        shape.others().stream()
            .filter(object -> object.name().kind() == Kind.SCHEMA)
            .map(object -> object.name().name())
            .collect(Collectors.toCollection(TreeSet::new));
    if (schemas.isEmpty()) {
      return usual(project).stream().filter(there::contains).toList();
    }
    for (String schema : schemas) {
      if (!there.contains(schema)) {
        throw Problem.of("schema-unknown", Exit.USAGE, "There is no schema " + schema + ".")
            .because(title + " has " + String.join(", ", there) + ", beside what a platform owns.")
            .leaving("No file was changed; databases were only read.")
            .next("Name some of these with --schemas.")
            .exception();
      }
    }
    return schemas;
  }

  private static List<String> usual(Project project) {
    return SupabaseConfig.in(project.root().resolve("supabase"))
        .schemas()
        .orElse(List.of(USUAL_SCHEMA))
        .stream()
        .filter(schema -> !OF_THE_PLATFORM.contains(schema))
        .toList();
  }

  /// As it was typed, to be typed again.
  private String command() {
    StringBuilder command = new StringBuilder("towpath types");
    if (language != Language.TYPESCRIPT) {
      command.append(" --lang ").append(language.name().toLowerCase(Locale.ROOT));
    }
    if (!packageName.isEmpty()) {
      command.append(" --package ").append(packageName);
    }
    if (!schemas.isEmpty()) {
      command.append(" --schemas ").append(String.join(",", schemas));
    }
    return command + source.words();
  }
}
