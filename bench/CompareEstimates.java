import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.RunListener;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.rehearsal.Limits;
import dev.towpath.rehearsal.Rehearsal;
import dev.towpath.rehearsal.RehearsalRequest;
import dev.towpath.rehearsal.RehearsalResult;
import dev.towpath.rehearsal.Selection;
import dev.towpath.rehearsal.StateBefore;
import dev.towpath.rehearsal.size.LikeExercise;
import dev.towpath.rehearsal.size.SizeReader;
import dev.towpath.rehearsal.size.TargetSizes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Estimates statements for a large table, runs them on it, and prints both. Arguments: the number
/// of rows, and the server's major version.
final class CompareEstimates {
  private static final String ROWS = "3000000";
  private static final String MAJOR = "18";

  private static final String SCHEMA =
      """
      create table boats (id bigint primary key, state text, berth int, made_at timestamptz,
        note text);
      create index boats_berth on boats (berth);
      alter table boats add constraint state_known check (state <> '') not valid;
      """;

  private static final String FILL =
      """
      insert into boats select g, case when g %% 100 = 0 then 'sunk' else 'afloat' end,
        g * 7919 %% %1$s, now() - g * 7919 %% %1$s * interval '1 second',
        repeat(md5(g::text), 9)
      from generate_series(1::bigint, %1$s) g;
      analyze boats;
      """;

  private static final List<String> STATEMENTS =
      List.of(
          "alter table boats validate constraint state_known",
          "alter table boats alter column made_at set not null",
          "create index boats_made_at on boats (made_at)",
          "update boats set berth = berth + 1 where id % 10 = 0",
          "alter table boats alter column berth type bigint",
          "alter table boats add column token uuid default gen_random_uuid()");

  private CompareEstimates() {}

  public static void main(String[] words) throws SQLException {
    String rows = words.length > 0 ? words[0] : ROWS;
    int major = Integer.parseInt(words.length > 1 ? words[1] : MAJOR);
    try (ScratchServer server = ScratchServer.start(major, Platform.NONE)) {
      DatabaseUrl url = server.createDatabase("large");
      try (Connection connection = url.connect("bench");
          Statement statement = connection.createStatement()) {
        statement.execute(SCHEMA);
        statement.execute(FILL.formatted(rows));
        Map<Integer, Map<?, ?>> estimates = estimates(url, major);
        System.out.println("| statement | estimated, s | measured, s | |");
        System.out.println("|---|---|---|---|");
        for (int i = 0; i < STATEMENTS.size(); i++) {
          long from = System.nanoTime();
          statement.execute(STATEMENTS.get(i));
          print(STATEMENTS.get(i), estimates.get(i + 1), (System.nanoTime() - from) / 1e9);
        }
      }
    }
  }

  private static void print(String statement, Map<?, ?> estimate, double took) {
    double low = (Double) estimate.get("secondsLow");
    double high = (Double) estimate.get("secondsHigh");
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %.2f to %.2f | %.2f | %s |%n",
        statement,
        low,
        high,
        took,
        took < low ? "less" : took > high ? "more" : "within");
  }

  /// By the number of the migration; each statement is one.
  private static Map<Integer, Map<?, ?>> estimates(DatabaseUrl url, int major) throws SQLException {
    List<Migration> all = new ArrayList<>(List.of(migration(0, SCHEMA)));
    for (int i = 0; i < STATEMENTS.size(); i++) {
      all.add(migration(i + 1, STATEMENTS.get(i) + ";"));
    }
    RehearsalResult result =
        new Rehearsal(
                new Applier(Clock.systemUTC(), new Random(), "bench", "bench", "bench"),
                RunListener.silent(),
                List.of(new LikeExercise(sizes(url))))
            .rehearse(request(all, major));
    result.findings().forEach(each -> System.err.println(each.message() + " " + each.why()));
    Map<Integer, Map<?, ?>> estimates = new HashMap<>();
    Map<String, ?> data = result.exercises().getFirst().exercised().data();
    for (Object each : (List<?>) data.get("estimates")) {
      Map<?, ?> estimate = (Map<?, ?>) each;
      String file = String.valueOf(estimate.get("file"));
      estimates.put(Integer.parseInt(file.replaceAll("\\D", "")), estimate);
    }
    return estimates;
  }

  private static Migration migration(int number, String sql) {
    return new Migration(
        "%04d".formatted(number),
        "step",
        Source.whole("migrations/%04d_step.sql".formatted(number), sql),
        "digest" + number,
        Optional.empty(),
        Migration.Kind.VERSIONED);
  }

  private static RehearsalRequest request(List<Migration> all, int major) {
    return new RehearsalRequest(
        Path.of(""),
        Layouts.named("plain"),
        new LayoutFiles(all, List.of()),
        new Selection("the statements", all.subList(1, all.size()), List.of()),
        new StateBefore.Replayed(),
        major,
        Platform.NONE,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        Limits.standard());
  }

  private static TargetSizes sizes(DatabaseUrl url) throws SQLException {
    Target target =
        new Target(
            "large",
            new Target.Scratch(url),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            0,
            Platform.NONE);
    try (OpenTarget open = target.open()) {
      return SizeReader.read(open, Set.of("boats"));
    }
  }
}
