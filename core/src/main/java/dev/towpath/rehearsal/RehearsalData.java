package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.migration.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A rehearsal for programs, in a stable order.
final class RehearsalData {
  private RehearsalData() {}

  static Map<String, @Nullable Object> of(
      RehearsalResult result, Map<String, Agreement> agreements) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("selection", result.request().selection().words());
    data.put("state", result.request().state().words());
    data.put("targetMajor", result.request().major());
    data.put("scratchMajor", result.scratchMajor());
    data.put("role", result.request().runner().map(RunnerRole::name).orElse(null));
    data.put("rehearsed", result.done());
    data.put("milliseconds", result.took().toMillis());
    data.put(
        "migrations",
        result.migrations().stream().map(each -> migration(each, agreements)).toList());
    data.put("exercises", result.exercises().stream().map(RehearsalData::exercise).toList());
    return data;
  }

  private static Map<String, @Nullable Object> migration(
      ObservedMigration migration, Map<String, Agreement> agreements) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("version", migration.migration().version());
    data.put("name", migration.migration().name());
    data.put("file", migration.migration().up().file());
    data.put("fate", word(migration.fate()));
    data.put("wayBack", migration.migration().down().isPresent());
    data.put("milliseconds", migration.took().toMillis());
    data.put(
        "statements",
        migration.statements().stream().map(each -> statement(each, agreements)).toList());
    return data;
  }

  /// What was seen of a way back; nothing was predicted of it.
  static Map<String, @Nullable Object> undone(ObservedMigration migration) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("version", migration.migration().version());
    data.put("file", migration.migration().down().map(Source::file).orElse(null));
    data.put("fate", word(migration.fate()));
    data.put("milliseconds", migration.took().toMillis());
    data.put(
        "statements",
        migration.statements().stream().map(each -> statement(each, Map.of())).toList());
    return data;
  }

  private static Map<String, @Nullable Object> statement(
      ObservedStatement statement, Map<String, Agreement> agreements) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("statement", statement.statement().index() + 1);
    data.put("line", statement.statement().where().position().line());
    data.put("sql", statement.statement().brief());
    data.put("alone", statement.alone());
    data.put("microseconds", statement.took().toNanos() / 1000);
    data.put("rows", statement.rows() < 0 ? null : statement.rows());
    data.put("walBytes", statement.walBytes());
    data.put("objects", statement.objects().stream().map(RehearsalData::object).toList());
    data.put("changes", statement.changes().stream().map(RehearsalData::change).toList());
    data.put("changesCut", statement.cut());
    Agreement agreement = agreements.get(Predictions.key(statement));
    data.put("prediction", agreement == null ? null : word(agreement.verdict()));
    data.put("differences", agreement == null ? List.of() : agreement.differences());
    return data;
  }

  private static Map<String, @Nullable Object> object(ObservedObject object) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("kind", object.kind());
    data.put("name", object.name());
    data.put("of", object.of().isEmpty() ? null : object.of());
    data.put("age", word(object.age()));
    data.put("lock", object.taken().map(LockMode::toString).orElse(null));
    data.put("storage", word(object.storage()));
    data.put("scanned", object.scanned());
    data.put(
        "waiting",
        new TreeSet<>(object.waiting()).stream().map(ObservedObject.Work::name).toList());
    return data;
  }

  private static Map<String, @Nullable Object> change(ObservedChange change) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("change", word(change.kind()));
    data.put("command", change.command());
    data.put("type", change.type());
    data.put("name", change.name());
    data.put("cascade", change.cascade());
    return data;
  }

  private static Map<String, @Nullable Object> exercise(RehearsalResult.Ran ran) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", ran.name());
    data.put("verdict", word(ran.exercised().verdict()));
    data.put("what", ran.exercised().words());
    data.putAll(ran.exercised().data());
    return data;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
