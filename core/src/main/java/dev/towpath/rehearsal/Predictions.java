package dev.towpath.rehearsal;

import dev.towpath.lint.effect.Effects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the guard predicts of each statement of a rehearsal, held against what was seen.
final class Predictions {
  private static final Agreement UNPARSED =
      new Agreement(Agreement.Verdict.OPEN, List.of("the statement can't be parsed"));

  private Predictions() {}

  /// The agreement of each statement that was seen, by its file and its place there. Nothing can be
  /// told without the files that made the state before.
  static Map<String, Agreement> of(RehearsalResult result) {
    Map<String, Agreement> agreements = new HashMap<>();
    if (result.request().state() instanceof StateBefore.Replayed) {
      Map<String, Effects> predicted = result.forecast().all();
      result.migrations().forEach(each -> hold(each, predicted, agreements));
    }
    return agreements;
  }

  static String key(ObservedStatement statement) {
    return Forecast.key(statement.statement().where().file(), statement.statement().index());
  }

  private static void hold(
      ObservedMigration migration,
      Map<String, Effects> predicted,
      Map<String, Agreement> agreements) {
    Agreement.Held held = new Agreement.Held();
    for (ObservedStatement each : migration.statements()) {
      if (each.alone()) {
        held.clear();
      }
      Effects effects = predicted.get(key(each));
      if (effects == null) {
        agreements.put(key(each), UNPARSED);
      } else {
        agreements.put(key(each), Agreement.of(effects, each, held));
        held.add(each);
      }
    }
  }

  /// So many of each verdict, in words: `7 confirmed, 1 open`.
  static String summary(Collection<Agreement> agreements) {
    List<String> parts = new ArrayList<>();
    for (Agreement.Verdict verdict : Agreement.Verdict.values()) {
      long count = agreements.stream().filter(each -> each.verdict() == verdict).count();
      if (count > 0) {
        parts.add(count + " " + RehearsalData.word(verdict).replace('-', ' '));
      }
    }
    return String.join(", ", parts);
  }
}
