package dev.towpath.signal.condition;

import dev.towpath.signal.Sample;
import dev.towpath.signal.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a journal says of samples: a summary of all, and those that a verdict rests on.
public final class SampleEvidence {
  private static final int MOST_SAMPLES = 200;
  private static final int MOST_SERIES = 100;

  private SampleEvidence() {}

  /// How many samples each series has, how many were none, and between what they lay.
  public static List<Map<String, @Nullable Object>> summary(Collection<Series> all) {
    List<Map<String, @Nullable Object>> summary = new ArrayList<>();
    for (Series series : all.stream().limit(MOST_SERIES).toList()) {
      List<Sample> samples = series.newest(Series.MOST);
      List<Double> values =
          samples.stream()
              .filter(Sample.Good.class::isInstance)
              .map(sample -> ((Sample.Good) sample).value())
              .toList();
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("series", series.name());
      one.put("samples", samples.size());
      one.put("thin", samples.stream().filter(Sample.Thin.class::isInstance).count());
      one.put("none", samples.stream().filter(Sample.Bad.class::isInstance).count());
      values.stream().min(Double::compare).ifPresent(each -> one.put("least", "" + each));
      values.stream().max(Double::compare).ifPresent(each -> one.put("greatest", "" + each));
      series.newest().ifPresent(newest -> one.put("last", newest.json()));
      summary.add(one);
    }
    return summary;
  }

  /// The same in words, for people.
  public static String words(List<Verdict.Ground> grounds) {
    return String.join("; ", grounds.stream().map(Verdict.Ground::words).toList());
  }

  /// The samples that a verdict rests on; of a long window the newest.
  public static List<Map<String, @Nullable Object>> grounds(List<Verdict.Ground> grounds) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Verdict.Ground ground : grounds) {
      int count = ground.samples().size();
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("condition", ground.condition().text());
      one.put("count", count);
      one.put(
          "samples",
          ground.samples().subList(Math.max(0, count - MOST_SAMPLES), count).stream()
              .map(Sample::json)
              .toList());
      all.add(one);
    }
    return all;
  }
}
