package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import dev.towpath.report.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was seen, for a person: a table for each migration, a row for each statement.
final class StatementTables {
  /// More migrations than this are shown in one table, a row for each with something to see.
  private static final int FEW = 12;

  private static final int KIBIBYTE = 1024;

  private StatementTables() {}

  static List<Block> of(List<ObservedMigration> migrations, Map<String, Agreement> agreements) {
    if (migrations.size() > FEW) {
      return overview(migrations);
    }
    List<Block> blocks = new ArrayList<>();
    for (ObservedMigration migration : migrations) {
      blocks.add(new Block.Text(title(migration)));
      if (!migration.statements().isEmpty()) {
        blocks.add(table(migration, agreements));
      }
    }
    return blocks;
  }

  private static String title(ObservedMigration migration) {
    return migration.migration().title()
        + switch (migration.fate()) {
          case DONE -> ", " + migration.took().toMillis() + " ms";
          case FAILED ->
              migration.statements().isEmpty()
                  ? ": FAILED before its first statement was through"
                  : ": FAILED behind the statements below";
          case NOT_RUN -> ": not rehearsed";
        }
        + (migration.migration().down().isEmpty() ? "; no way back" : "");
  }

  /// Migrations that hold nobody up and touch nothing that was there before share a line.
  private static List<Block> overview(List<ObservedMigration> migrations) {
    List<ObservedMigration> told = migrations.stream().filter(each -> !uneventful(each)).toList();
    int quiet = migrations.size() - told.size();
    List<Block> blocks = new ArrayList<>();
    if (!told.isEmpty()) {
      blocks.add(
          new Block.Table(
              List.of(
                  "migration", "fate", "ms", "statements", "strongest lock", "waits", "way back"),
              told.stream().map(StatementTables::row).toList()));
    }
    if (quiet > 0) {
      blocks.add(
          new Block.Text(
              quiet
                  + (quiet == 1 ? " migration that ran lets" : " migrations that ran let")
                  + " everybody work and locked nothing from before."));
    }
    return blocks;
  }

  private static boolean uneventful(ObservedMigration migration) {
    return migration.fate() == ObservedMigration.Fate.DONE
        && migration.statements().stream()
            .allMatch(
                each ->
                    each.strongest().isEmpty()
                        && data(each).equals("-")
                        && each.objects().stream().allMatch(object -> object.waiting().isEmpty()));
  }

  private static Block.Row row(ObservedMigration migration) {
    return new Block.Row(
        tone(migration),
        List.of(
            migration.migration().title(),
            RehearsalData.word(migration.fate()),
            String.valueOf(migration.took().toMillis()),
            String.valueOf(migration.statements().size()),
            strongest(migration),
            waits(migration),
            migration.migration().down().isPresent() ? "yes" : "no"));
  }

  /// What was seen of a way back.
  static Block.Row undone(ObservedMigration migration) {
    List<String> data =
        migration.statements().stream()
            .map(StatementTables::data)
            .filter(each -> !each.equals("-"))
            .distinct()
            .toList();
    return new Block.Row(
        tone(migration),
        List.of(
            migration.migration().title(),
            RehearsalData.word(migration.fate()),
            String.valueOf(migration.took().toMillis()),
            strongest(migration),
            waits(migration),
            data.isEmpty() ? "-" : String.join(", ", data)));
  }

  private static String strongest(ObservedMigration migration) {
    return migration.statements().stream()
        .flatMap(each -> each.strongest().stream())
        .max(Comparator.comparing(each -> each.taken().orElseThrow()))
        .map(StatementTables::lock)
        .orElse("-");
  }

  private static String waits(ObservedMigration migration) {
    return waits(
        migration.statements().stream()
            .flatMap(each -> each.objects().stream())
            .flatMap(each -> each.waiting().stream()));
  }

  private static Block.Tone tone(ObservedMigration migration) {
    return switch (migration.fate()) {
      case DONE -> Block.Tone.PLAIN;
      case FAILED -> Block.Tone.BAD;
      case NOT_RUN -> Block.Tone.WARNING;
    };
  }

  static Block table(ObservedMigration migration, Map<String, Agreement> agreements) {
    return new Block.Table(
        List.of(
            "line",
            "statement",
            "ms",
            "strongest lock",
            "predicted",
            "waits",
            "data",
            "WAL",
            "objects"),
        migration.statements().stream().map(each -> row(each, agreements)).toList());
  }

  private static Block.Row row(ObservedStatement statement, Map<String, Agreement> agreements) {
    return new Block.Row(
        statement.strongest().filter(each -> !each.waiting().isEmpty()).isPresent()
            ? Block.Tone.WARNING
            : Block.Tone.PLAIN,
        List.of(
            String.valueOf(statement.statement().where().position().line()),
            statement.statement().brief(),
            "%.1f".formatted(statement.took().toNanos() / 1e6),
            statement.strongest().map(StatementTables::lock).orElse("-"),
            predicted(agreements.get(Predictions.key(statement))),
            waits(statement.objects().stream().flatMap(each -> each.waiting().stream())),
            data(statement),
            wal(statement.walBytes()),
            objects(statement)));
  }

  private static String lock(ObservedObject object) {
    return object.taken().map(LockMode::toString).orElse("") + " " + object.name();
  }

  private static String predicted(@Nullable Agreement agreement) {
    return agreement == null ? "-" : RehearsalData.word(agreement.verdict()).replace('-', ' ');
  }

  private static String waits(Stream<Work> work) {
    List<Work> waiting = work.distinct().sorted().toList();
    return switch (waiting.size()) {
      case 0 -> "-";
      case 3 -> "all";
      default -> waiting.stream().map(Work::name).collect(Collectors.joining(", "));
    };
  }

  private static String data(ObservedStatement statement) {
    String told =
        statement.objects().stream()
            .filter(each -> each.age() == ObservedObject.Age.OLD)
            .filter(each -> each.storage() != Storage.KEPT || each.scanned())
            .map(
                each ->
                    (each.storage() != Storage.KEPT
                            ? RehearsalData.word(each.storage())
                            : "scanned")
                        + " "
                        + each.name())
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "-" : told;
  }

  private static String wal(long bytes) {
    return bytes < KIBIBYTE
        ? bytes + " B"
        : bytes < KIBIBYTE * KIBIBYTE
            ? bytes / KIBIBYTE + " kB"
            : bytes / KIBIBYTE / KIBIBYTE + " MB";
  }

  private static String objects(ObservedStatement statement) {
    String told =
        statement.changes().stream()
            .filter(each -> !each.name().isEmpty())
            .map(each -> sign(each.kind()) + each.name())
            .distinct()
            .collect(Collectors.joining(" "));
    return told.isEmpty() ? "-" : told + (statement.cut() ? " …" : "");
  }

  private static String sign(ObservedChange.Kind kind) {
    return switch (kind) {
      case CREATED -> "+";
      case ALTERED -> "~";
      case DROPPED -> "-";
    };
  }
}
