package dev.towpath.release;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.report.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known beside a plan, as JSON.
final class BesideJson {
  private BesideJson() {}

  static Map<String, @Nullable Object> write(Beside beside) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("reviewed", beside.reviewed().map(LocalDate::toString).orElse(null));
    json.put("remarks", beside.remarks().stream().map(BesideJson::write).toList());
    json.put("prices", beside.prices().stream().map(BesideJson::write).toList());
    json.put("roll-back", beside.rollBack().stream().map(BesideJson::write).toList());
    return json;
  }

  private static Map<String, @Nullable Object> write(Beside.Remark remark) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", remark.rule());
    json.put("severity", remark.severity().name().toLowerCase(Locale.ROOT));
    json.put("message", remark.message());
    return json;
  }

  private static Map<String, @Nullable Object> write(Beside.BackStep step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", step.number());
    json.put("name", step.name());
    return json;
  }

  static Map<String, @Nullable Object> write(Beside.Price price) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("step", price.step());
    json.put("took", price.took().map(Duration::toString).orElse(null));
    json.put("loses", price.loses());
    return json;
  }

  static Beside read(JsonObject json) throws Malformed {
    List<Beside.Remark> remarks = new ArrayList<>();
    for (JsonObject each : json.objects("remarks")) {
      Severity severity = Severity.valueOf(each.text("severity").toUpperCase(Locale.ROOT));
      remarks.add(new Beside.Remark(each.text("rule"), severity, each.text("message")));
    }
    List<Beside.Price> prices = new ArrayList<>();
    for (JsonObject each : json.objects("prices")) {
      prices.add(
          new Beside.Price(
              (int) each.number("step"),
              each.maybeText("took").map(Duration::parse),
              each.text("loses")));
    }
    return new Beside(
        json.maybeText("reviewed").map(LocalDate::parse),
        List.copyOf(remarks),
        List.copyOf(prices),
        rollBack(json));
  }

  /// Plans that were written down before it was kept have none.
  private static List<Beside.BackStep> rollBack(JsonObject json) throws Malformed {
    List<Beside.BackStep> steps = new ArrayList<>();
    if (json.names().contains("roll-back")) {
      for (JsonObject each : json.objects("roll-back")) {
        steps.add(new Beside.BackStep((int) each.number("number"), each.text("name")));
      }
    }
    return List.copyOf(steps);
  }
}
