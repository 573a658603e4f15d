package dev.towpath.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `towpath check`.
final class CheckOptions {
  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "The branch that this work goes to: only what is new or changed is checked, as one"
              + " release; what is on it may not be edited, renamed or removed.")
  @Nullable String base;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Checks what is pending there, as one release, by the tables that it has.")
  @Nullable String environment;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "A snapshot of production's schema: what stands before the release.")
  @Nullable Path catalog;

  @Option(
      names = "--write-catalog",
      paramLabel = "FILE",
      description = "With -e: writes such a snapshot.")
  @Nullable Path writeCatalog;

  @Option(
      names = "--replay",
      description =
          "Runs the migrations before the new ones on a scratch server, to know their tables as"
              + " they are; the result is kept in .towpath.")
  boolean replay;

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description =
          "The tool that will run the scripts, for its transactions: towpath, supabase, prisma,"
              + " flyway, dbmate, psql; a version may follow, as in supabase@2.92.")
  @Nullable String runner;

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      description = "The PostgreSQL major of production, 14 to 18.")
  @Nullable Integer postgres;

  @Option(
      names = "--fix",
      description = "Writes the rewrites that mean the same into the new migrations.")
  boolean fix;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Findings that are known, in the project. By default towpath-baseline.txt.")
  @Nullable String baseline;

  @Option(names = "--write-baseline", description = "Writes all that is found now as known.")
  boolean writeBaseline;
}
