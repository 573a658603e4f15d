package dev.towpath.rehearsal.size;

import dev.towpath.migration.run.PlannedStatement;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.ObservedMigration;
import dev.towpath.rehearsal.ObservedObject;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The estimates, for a person and for programs.
final class LikeReport {
  /// A lock that others wait for and that may be held for longer is a finding.
  private static final double LONG_SECONDS = 1;

  private final TargetSizes sizes;
  private final Map<Work, Pace> paces;
  private final Map<ObservedMigration, List<Estimate>> estimates;
  private final List<String> limits;

  LikeReport(
      TargetSizes sizes,
      Map<Work, Pace> paces,
      Map<ObservedMigration, List<Estimate>> estimates,
      List<String> limits) {
    this.sizes = sizes;
    this.paces = paces;
    this.estimates = estimates;
    this.limits = limits;
  }

  Exercised exercised() {
    List<Hold> holds = estimates.values().stream().flatMap(each -> Hold.of(each).stream()).toList();
    List<Finding> findings = new ArrayList<>();
    holds.stream().filter(LikeReport::isLong).map(this::finding).forEach(findings::add);
    limits.stream().distinct().map(this::limit).forEach(findings::add);
    long told = all().filter(each -> !each.nothing()).count();
    String words =
        told == 0
            ? "no statement's time grows with a table that is on " + sizes.environment()
            : told + (told == 1 ? " statement" : " statements") + " whose time grows with tables";
    return Exercised.done(words, findings).showing(blocks(), data(holds));
  }

  private Stream<Estimate> all() {
    return estimates.values().stream().flatMap(List::stream);
  }

  private static boolean isLong(Hold hold) {
    boolean unknown = hold.during().stream().anyMatch(each -> !each.complete());
    return hold.time().high() > LONG_SECONDS || unknown;
  }

  private Finding finding(Hold hold) {
    ObservedObject object = hold.object();
    Span time = hold.time();
    String lasts =
        time.high() == 0
            ? "for an unknown time"
            : "for " + time.words() + (hold.complete() ? "" : " and what is unknown beside");
    return Finding.of(
            "lock-held-long",
            Severity.WARNING,
            "On "
                + sizes.environment()
                + " "
                + object.name()
                + " is locked "
                + lasts
                + "; "
                + waiting(object)
                + " meanwhile.")
        .at(hold.taker().statement().where())
        .because(
            hold.during().stream()
                    .filter(each -> !each.nothing())
                    .map(each -> "Line " + line(each) + ": " + each.derivation())
                    .collect(Collectors.joining(". "))
                + "; "
                + how())
        .help("Do the work without the lock: NOT VALID and VALIDATE, CONCURRENTLY, batches.");
  }

  private static String waiting(ObservedObject object) {
    return object.waiting().stream().sorted().map(Enum::name).collect(Collectors.joining(", "))
        + (object.waiting().size() == 1 ? " waits" : " wait");
  }

  private static int line(Estimate estimate) {
    PlannedStatement statement = estimate.statement().statement();
    return statement.where().position().line();
  }

  private static String how() {
    return String.format(
        Locale.ROOT,
        "from the pace measured on the scratch server, its best divided by %.0f, its worst times"
            + " %.0f for other hardware.",
        Pace.FASTER,
        Pace.SLOWER);
  }

  private Finding limit(String sentence) {
    return Finding.of(
            "size-not-known", Severity.NOTE, "On " + sizes.environment() + ": " + sentence)
        .because("An estimate that rests on it may be wrong.");
  }

  private List<Block> blocks() {
    List<Block.Row> rows = new ArrayList<>();
    all().filter(each -> !each.nothing()).forEach(each -> rows.add(row(each)));
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(
            List.of("line", "statement", "time on " + sizes.environment(), "derived from"), rows));
    if (!paces.isEmpty()) {
      blocks.add(new Block.Text("Estimated " + how()));
      blocks.add(
          new Block.Table(
              List.of("work", "pace measured here"),
              paces.values().stream().map(LikeReport::row).toList()));
    }
    return blocks;
  }

  private static Block.Row row(Pace pace) {
    return new Block.Row(Block.Tone.FAINT, List.of("rows " + pace.work().done(), pace.words()));
  }

  private static Block.Row row(Estimate estimate) {
    boolean slow = estimate.time().high() > LONG_SECONDS || !estimate.complete();
    return new Block.Row(
        slow ? Block.Tone.WARNING : Block.Tone.PLAIN,
        List.of(
            String.valueOf(line(estimate)),
            estimate.statement().statement().brief(),
            estimate.timeWords(),
            estimate.derivation()));
  }

  private Map<String, @Nullable Object> data(List<Hold> holds) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("environment", sizes.environment());
    data.put("fasterBy", Pace.FASTER);
    data.put("slowerBy", Pace.SLOWER);
    data.put("paces", paces.values().stream().map(LikeReport::data).toList());
    data.put("estimates", all().filter(each -> !each.nothing()).map(LikeReport::data).toList());
    data.put("locks", holds.stream().map(LikeReport::data).toList());
    data.put("limits", limits);
    return data;
  }

  private static Map<String, @Nullable Object> data(Pace pace) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("work", word(pace.work()));
    data.put("rows", pace.runs().getFirst().rows());
    data.put("bytes", pace.runs().getFirst().bytes());
    data.put("seconds", pace.runs().stream().map(Pace.Run::seconds).toList());
    return data;
  }

  private static Map<String, @Nullable Object> data(Estimate estimate) {
    Map<String, @Nullable Object> data = where(estimate);
    data.put("secondsLow", estimate.time().low());
    data.put("secondsHigh", estimate.time().high());
    data.put("complete", estimate.complete());
    data.put("efforts", estimate.efforts().all().stream().map(LikeReport::data).toList());
    data.put("unknown", estimate.efforts().unknown());
    if (estimate.planned().orElse(null) instanceof PlanReader.Known(Plan plan)) {
      data.put("cost", plan.cost());
      data.put("plan", plan.nodes().stream().map(Plan.Node::words).toList());
    }
    return data;
  }

  private static Map<String, @Nullable Object> where(Estimate estimate) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("file", estimate.statement().statement().where().file());
    data.put("line", line(estimate));
    return data;
  }

  private static Map<String, @Nullable Object> data(Effort effort) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("work", word(effort.work()));
    data.put("on", effort.on());
    data.put("rows", effort.rows() < 0 ? null : effort.rows());
    data.put("bytes", effort.bytes() < 0 ? null : effort.bytes());
    return data;
  }

  private static Map<String, @Nullable Object> data(Hold hold) {
    Map<String, @Nullable Object> data = where(hold.during().getFirst());
    data.put("table", hold.object().name());
    data.put("secondsLow", hold.time().low());
    data.put("secondsHigh", hold.time().high());
    data.put("complete", hold.complete());
    return data;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
