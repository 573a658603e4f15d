package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The real dbmate on one project and one database.
record Dbmate(Folder project, Database database) {
  Finished run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Tools.program("dbmate").toString()));
    line.addAll(List.of(words));
    return Command.of(project.path(), line.toArray(String[]::new))
        .with("DATABASE_URL", database.url())
        .run();
  }

  void up() throws IOException, InterruptedException {
    succeed("--no-dump-schema", "up");
  }

  void down() throws IOException, InterruptedException {
    succeed("--no-dump-schema", "down");
  }

  /// `dbmate status`: one line for each file, `[X]` where it is applied.
  List<String> status() throws IOException, InterruptedException {
    return succeed("status").lines().filter(line -> line.startsWith("[")).toList();
  }

  private String succeed(String... words) throws IOException, InterruptedException {
    Finished finished = run(words);
    assertThat(finished.exit()).as(finished.all()).isZero();
    return finished.out();
  }
}
