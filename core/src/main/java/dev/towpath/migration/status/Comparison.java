package dev.towpath.migration.status;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History.Sameness;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.naming.FileRules;
import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One comparison of files with a target, built up migration by migration.
final class Comparison {
  private final Layout layout;
  private final LayoutFiles files;
  private final Map<String, String> digests;
  private final Map<String, List<Intent>> open = new HashMap<>();
  private final Rows rows;
  private final Optional<String> newestFile;
  private final Optional<String> newestApplied;
  private final Optional<String> baseline;
  private final List<MigrationState> states = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<MigrationState> unknown = new ArrayList<>();

  Comparison(Layout layout, LayoutFiles files, Status.Known known) {
    this.layout = layout;
    this.files = files;
    this.digests = known.digests();
    this.rows = new Rows(layout, known.rows(), files.migrations());
    this.newestFile =
        files.migrations().stream()
            .map(Migration::version)
            .filter(version -> !version.isEmpty())
            .max(layout.order());
    this.newestApplied =
        known.rows().stream()
            .filter(row -> row.state() == Applied.State.APPLIED && !row.version().isEmpty())
            .map(Applied::version)
            .max(layout.order());
    this.baseline = rows.isEmpty() ? highestBaselineFile() : rows.baseline();
    for (Intent intent : known.open()) {
      open.computeIfAbsent(intent.key(), key -> new ArrayList<>()).add(intent);
    }
  }

  private Optional<String> highestBaselineFile() {
    return files.migrations().stream()
        .filter(migration -> migration.kind() == Migration.Kind.BASELINE)
        .map(Migration::version)
        .max(layout.order());
  }

  Status status() {
    findings.addAll(FileRules.check(layout, files));
    boolean fresh = rows.isEmpty();
    for (Migration migration : files.migrations()) {
      states.add(
          migration.kind() == Migration.Kind.BASELINE
              ? baseline(migration, fresh)
              : compared(migration));
    }
    for (Applied row : rows.left()) {
      if (row.state() != Applied.State.UNDONE) {
        states.add(MigrationState.missing(row));
        findings.add(StatusFindings.missing(row, isAhead(row)));
      }
    }
    if (!unknown.isEmpty()) {
      findings.add(StatusFindings.unknown(unknown));
    }
    return new Status(List.copyOf(states), List.copyOf(findings));
  }

  /// The highest baseline script starts an empty history; any other is passed over.
  private MigrationState baseline(Migration migration, boolean fresh) {
    boolean starts = fresh && baseline.filter(migration.version()::equals).isPresent();
    State state =
        starts ? State.PENDING : rows.isBaseline(migration) ? State.APPLIED : State.IGNORED;
    return MigrationState.of(migration, state);
  }

  private MigrationState compared(Migration migration) {
    Optional<Applied> row = rows.take(migration);
    if (row.isEmpty()) {
      return withoutRow(migration);
    }
    return switch (row.get().state()) {
      case APPLIED -> applied(migration, row.get());
      case FAILED -> failed(migration, row.get());
      case UNDONE, BASELINE -> withoutRow(migration);
    };
  }

  private MigrationState withoutRow(Migration migration) {
    if (open.containsKey(migration.key())) {
      findings.add(StatusFindings.halfDone(migration, open.get(migration.key())));
      return MigrationState.of(migration, State.FAILED);
    }
    if (isBelow(migration, baseline)) {
      return MigrationState.of(migration, State.IGNORED);
    }
    if (newestApplied.isPresent() && comesBefore(migration, newestApplied.get())) {
      findings.add(StatusFindings.outOfOrder(migration, newestApplied.get()));
    }
    return MigrationState.of(migration, State.PENDING);
  }

  private MigrationState failed(Migration migration, Applied row) {
    List<Intent> intents = open.getOrDefault(migration.key(), List.of());
    findings.add(
        intents.isEmpty()
            ? StatusFindings.failed(migration, layout)
            : StatusFindings.halfDone(migration, intents));
    return MigrationState.of(migration, row, State.FAILED, Sameness.UNKNOWN);
  }

  private MigrationState applied(Migration migration, Applied row) {
    Optional<String> recorded = Optional.ofNullable(digests.get(migration.key()));
    Sameness content = layout.history().compare(migration, row, recorded);
    State state = appliedState(migration, row, content);
    MigrationState applied = MigrationState.of(migration, row, state, content);
    if (state == State.APPLIED && content == Sameness.UNKNOWN) {
      unknown.add(applied);
    }
    return applied;
  }

  private State appliedState(Migration migration, Applied row, Sameness content) {
    if (migration.kind() == Migration.Kind.REPEATABLE) {
      return content == Sameness.DIFFERENT ? State.PENDING : State.APPLIED;
    }
    boolean renamed = !row.name().isEmpty() && !row.name().equals(migration.name());
    if (renamed && content != Sameness.SAME) {
      findings.add(StatusFindings.replaced(migration, row));
      return State.REPLACED;
    }
    if (content == Sameness.DIFFERENT) {
      findings.add(StatusFindings.edited(migration));
      return State.EDITED;
    }
    if (renamed) {
      findings.add(StatusFindings.renamed(migration, row));
    }
    return State.APPLIED;
  }

  private boolean isAhead(Applied row) {
    return !row.version().isEmpty()
        && newestFile.map(last -> layout.order().compare(row.version(), last) > 0).orElse(true);
  }

  private boolean comesBefore(Migration migration, String version) {
    return !migration.version().isEmpty()
        && layout.order().compare(migration.version(), version) < 0;
  }

  private boolean isBelow(Migration migration, Optional<String> version) {
    return version.isPresent()
        && !migration.version().isEmpty()
        && layout.order().compare(migration.version(), version.get()) <= 0;
  }
}
