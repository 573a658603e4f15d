package dev.towpath.release.bundle;

import static dev.towpath.ledger.Html.escaped;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.Signed;
import dev.towpath.ledger.BundlePart;
import dev.towpath.ledger.Html;
import dev.towpath.release.Release;
import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.run.Releases;
import dev.towpath.release.run.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a release was, for who opens its bundle years later: before the records, in words.
///
/// @param gathered what is in the bundle, and what is not
record ReleasePage(RunState run, Gathered gathered) {
  private static final String FILES = "files/";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  String text() {
    Html page = new Html().table(List.of(), facts());
    approvals(page);
    migrations(page);
    steps(page);
    checklists(page);
    files(page, "Documents for people", "documents/");
    files(page, "Manifests of backups", "backups/");
    files(page, "What was approved: what the plan's digest is made of", "plan/");
    missing(page);
    page.heading(2, "What happened, in its order (UTC)");
    page.list(run.events().stream().map(event -> escaped(line(event))).toList());
    return page.text();
  }

  private List<List<String>> facts() {
    Release release = run.release();
    List<List<String>> rows = new ArrayList<>();
    fact(rows, "Release", release.id().text());
    fact(rows, "Project", release.project());
    fact(rows, "Environment", release.environment());
    fact(rows, "Outcome", Releases.word(run.standing()));
    run.goingBack().ifPresent(event -> fact(rows, "Went back", event.text("why")));
    fact(rows, "Class", release.releaseClass().word());
    fact(rows, "To be approved by", release.rule().words());
    fact(rows, "Commit", release.commit().orElse("none"));
    fact(rows, "Runbook", release.name() + " (" + release.runbook() + ")");
    fact(rows, "Planned", time(run.author().at()) + ", " + run.author().who());
    fact(rows, "Plan", run.author().standing());
    fact(rows, "Began", run.began().map(ReleasePage::time).orElse("never"));
    Optional<RunEvent> end = run.last(RunEvent.Kind.ENDED);
    fact(rows, "Ended", end.map(event -> time(event.at())).orElse("not yet"));
    Optional<RunEvent> taken = run.last(RunEvent.Kind.TAKEN);
    fact(rows, "Release manager", taken.map(RunEvent::by).orElse("nobody yet"));
    fact(rows, "Digest of the plan", release.digest());
    return rows;
  }

  private static void fact(List<List<String>> rows, String name, String value) {
    rows.add(List.of(escaped(name), escaped(value)));
  }

  private static String time(Instant at) {
    return TIME.format(at) + " UTC";
  }

  private void approvals(Html page) {
    page.heading(2, "Author and approvals");
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(run.author()));
    run.approvals().forEach(each -> rows.add(row(each)));
    run.voidApprovals().forEach(each -> rows.add(row(each)));
    page.table(List.of("role", "by", "meaning", "at", "signature"), rows);
    if (run.approvals().isEmpty()) {
      page.paragraph("No approval counts.");
    }
  }

  private static List<String> row(Authorship author) {
    return List.of(
        "author",
        escaped(author.who()),
        Meaning.AUTHORSHIP.word(),
        time(author.at()),
        signature(author.signed(), author.fault()));
  }

  private static List<String> row(Approval each) {
    return List.of(
        escaped(each.role()),
        escaped(each.who()),
        escaped(each.meaning()),
        time(each.at()),
        signature(each.signed(), each.fault()));
  }

  /// @param fault why it doesn't count
  private static String signature(Optional<Signed> signed, Optional<String> fault) {
    return fault
        .map(why -> escaped("VOID: " + why))
        .or(() -> signed.map(each -> "signed " + Html.digest(each.signature())))
        .orElse("a claim, not signed");
  }

  private void migrations(Html page) {
    page.heading(2, "Migrations");
    List<List<String>> rows = new ArrayList<>();
    for (Release.Pending each : run.release().migrations().pending()) {
      rows.add(List.of(escaped(each.version()), escaped(each.name()), Html.digest(each.sha256())));
    }
    if (rows.isEmpty()) {
      page.paragraph("None.");
    } else {
      page.table(List.of("version", "name", "SHA-256"), rows);
    }
  }

  private void steps(Html page) {
    page.heading(2, "Steps");
    List<List<String>> rows = new ArrayList<>();
    for (StepState state : run.steps().values()) {
      Optional<PlannedStep> step =
          run.release().steps().stream()
              .filter(each -> each.number() == state.number())
              .findFirst();
      rows.add(
          List.of(
              "" + state.number(),
              escaped(step.map(PlannedStep::name).orElse("way back")),
              escaped(step.flatMap(PlannedStep::owner).orElse("")),
              state.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              state.began().map(TIME::format).orElse(""),
              took(state),
              links(gathered.parts("steps/%02d-".formatted(state.number())))));
    }
    page.table(List.of("", "step", "owner", "state", "begun (UTC)", "took", "evidence"), rows);
    List<BundlePart> whole = gathered.parts("release/");
    if (!whole.isEmpty()) {
      page.list(List.of("Of the release as a whole: " + links(whole)));
    }
  }

  private static String took(StepState state) {
    if (state.began().isEmpty() || state.ended().isEmpty()) {
      return "";
    }
    Duration took = Duration.between(state.began().get(), state.ended().get());
    return took.toSeconds() == 0 ? took.toMillis() + " ms" : took.toSeconds() + " s";
  }

  private static String links(List<BundlePart> parts) {
    return String.join(
        ", ",
        parts.stream()
            .map(BundlePart::name)
            .map(name -> Html.link(FILES + name, name.substring(name.lastIndexOf('/') + 1)))
            .toList());
  }

  private void checklists(Html page) {
    for (PlannedStep step : run.release().steps()) {
      if (!step.items().isEmpty()) {
        page.heading(2, "Checklist: " + step.name());
        Map<Integer, RunState.Tick> ticks = run.ticks(step.number());
        List<List<String>> rows = new ArrayList<>();
        for (int item = 1; item <= step.items().size(); item++) {
          Optional<RunState.Tick> tick = Optional.ofNullable(ticks.get(item));
          rows.add(
              List.of(
                  "" + item,
                  escaped(step.items().get(item - 1)),
                  escaped(tick.map(RunState.Tick::by).orElse("OPEN")),
                  tick.map(each -> time(each.at())).orElse(""),
                  escaped(tick.map(RunState.Tick::proof).orElse(""))));
        }
        page.table(List.of("", "item", "by", "at", "proof"), rows);
      }
    }
  }

  private void files(Html page, String heading, String prefix) {
    List<List<String>> rows = new ArrayList<>();
    for (BundlePart each : gathered.parts(prefix)) {
      String name = each.name().substring(prefix.length());
      rows.add(List.of(Html.link(FILES + each.name(), name), Html.digest(each.sha256())));
    }
    if (!rows.isEmpty()) {
      page.heading(2, heading).table(List.of("file", "SHA-256"), rows);
    }
  }

  private void missing(Html page) {
    page.heading(2, "What is not in this bundle");
    List<String> items = new ArrayList<>();
    for (Gathered.Missing each : gathered.missing()) {
      items.add(escaped(each.what()) + "<br><em>" + escaped(each.why()) + "</em>");
    }
    if (items.isEmpty()) {
      page.paragraph("Nothing: each file that the record names is here.");
    } else {
      page.list(items);
    }
  }

  private String line(RunEvent event) {
    return DAY.format(event.at()) + " " + RunLog.line(run.release(), event);
  }
}
