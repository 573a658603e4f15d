package dev.towpath.bench.apply;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Prints how long each contender takes to apply many small migrations, to find nothing to do, and
/// to tell the status. The one argument holds the number of rounds, then the numbers of migrations;
/// a word such as `-Flyway` leaves out whom it begins.
final class ApplyBench {
  private static final int MAJOR = 18;
  private static final String LEAVE_OUT = "-";
  private static final Path LAUNCHER = Path.of("towpath").toAbsolutePath();

  /// The ratios refer to the first that does a thing: the floor, or Towpath for the status.
  private static final List<Contender> CONTENDERS =
      List.of(
          Contender.ofClass("JDBC floor", Floor.class).without(Action.STATUS),
          Contender.ofClass("Towpath, library", TowpathPeer.class),
          Contender.commandLine("Towpath, command", LAUNCHER),
          Contender.ofClass("Flyway 13, library", FlywayPeer.class));

  private ApplyBench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> wanted = List.of(arguments[0].split(" "));
    int rounds = Integer.parseInt(wanted.getFirst());
    List<Contender> contenders =
        CONTENDERS.stream().filter(each -> !isLeftOut(each, wanted)).toList();
    Path folder = Files.createTempDirectory("towpath-bench");
    Run.of(List.of(LAUNCHER.toString(), "--version")); // so that no build is measured
    System.out.println(Machine.describe());
    try (ScratchServer server = ScratchServer.start(MAJOR, Platform.NONE)) {
      for (String size : wanted.subList(1, wanted.size())) {
        if (size.startsWith(LEAVE_OUT)) {
          continue;
        }
        Path project = folder.resolve(size);
        Corpus.write(project, Integer.parseInt(size));
        Table table = compare(server, contenders, project, rounds);
        System.out.printf("%n### %s migrations, %d rounds%n%n", size, rounds);
        System.out.print(table.markdown());
      }
    } finally {
      delete(folder);
    }
  }

  private static boolean isLeftOut(Contender contender, List<String> wanted) {
    return wanted.stream()
        .anyMatch(
            word ->
                word.startsWith(LEAVE_OUT)
                    && contender.name().startsWith(word.substring(LEAVE_OUT.length())));
  }

  private static Table compare(
      ScratchServer server, List<Contender> contenders, Path project, int rounds) throws Exception {
    Table table = new Table();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        System.err.printf("round %d: %s%n", round, contender.name());
        DatabaseUrl database = server.createDatabase("bench");
        for (Action action : contender.actions()) {
          Run run = Run.of(contender.line(project, database.revealed(), action));
          table.add(action, contender.name(), run);
        }
        Databases.execute(server.url(), "drop database bench");
      }
    }
    return table;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
