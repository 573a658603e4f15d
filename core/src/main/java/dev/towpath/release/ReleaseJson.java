package dev.towpath.release;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A planned release as the body of its first event.
public final class ReleaseJson {
  private ReleaseJson() {}

  public static Map<String, @Nullable Object> write(Release release) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", release.id().text());
    json.put("project", release.project());
    json.put("environment", release.environment());
    json.put("runbook", release.runbook());
    json.put("name", release.name());
    json.put("class", release.releaseClass().word());
    json.put("rule", rule(release.rule()));
    json.put("by", release.by());
    json.put("planned", release.planned().toString());
    json.put("due", release.due().toString());
    json.put("commit", release.commit().orElse(null));
    json.put("migrations", migrations(release.migrations()));
    json.put("steps", release.steps().stream().map(ReleaseJson::step).toList());
    json.put("rollback-when", release.rollbackWhen());
    json.put("bound", release.bound());
    json.put("digest", release.digest());
    json.put("beside", BesideJson.write(release.beside()));
    return json;
  }

  private static Map<String, @Nullable Object> rule(ClassRule rule) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("approve", rule.approve());
    json.put("in-order", rule.inOrder());
    json.put("retrospective", rule.retrospective().map(Duration::toString).orElse(null));
    json.put("way-back", rule.wayBack());
    json.put("sign", rule.sign());
    return json;
  }

  private static Map<String, @Nullable Object> migrations(Release.Migrations migrations) {
    List<Map<String, @Nullable Object>> pending = new ArrayList<>();
    for (Release.Pending each : migrations.pending()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("version", each.version());
      json.put("name", each.name());
      json.put("file", each.file().toString());
      json.put("sha256", each.sha256());
      pending.add(json);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("digest", migrations.digest());
    json.put("before", migrations.before());
    json.put("pending", pending);
    json.put("regulated", migrations.regulated());
    json.put("loses", migrations.loses());
    return json;
  }

  private static Map<String, @Nullable Object> step(Release.PlannedStep step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", step.number());
    json.put("kind", step.kind());
    json.put("name", step.name());
    json.put("does", step.does());
    json.put("owner", step.owner().orElse(null));
    json.put("at", step.at().orElse(null));
    json.put("way-back", step.wayBack().orElse(null));
    json.put("items", step.items());
    return json;
  }

  /// Reads what [#write] wrote; unknown members are left alone.
  public static Release read(JsonObject json) throws Malformed {
    Map<String, String> bound = new TreeMap<>();
    JsonObject bounds = json.object("bound");
    for (String name : bounds.names()) {
      bound.put(name, bounds.text(name));
    }
    List<Release.PlannedStep> steps = new ArrayList<>();
    for (JsonObject step : json.objects("steps")) {
      steps.add(step(step));
    }
    return new Release(
        new ReleaseId(json.text("id")),
        json.text("project"),
        json.text("environment"),
        json.text("runbook"),
        json.text("name"),
        ReleaseClass.valueOf(json.text("class").toUpperCase(Locale.ROOT)),
        rule(json.object("rule")),
        json.text("by"),
        Instant.parse(json.text("planned")),
        Instant.parse(json.text("due")),
        json.maybeText("commit"),
        migrations(json.object("migrations")),
        List.copyOf(steps),
        json.names().contains("rollback-when") ? json.texts("rollback-when") : List.of(),
        new TreeMap<>(bound),
        json.text("digest"),
        BesideJson.read(json.object("beside")));
  }

  private static ClassRule rule(JsonObject json) throws Malformed {
    return new ClassRule(
        json.texts("approve"),
        json.flag("in-order"),
        json.maybeText("retrospective").map(Duration::parse),
        json.flag("way-back"),
        Boolean.TRUE.equals(json.members().get("sign")));
  }

  private static Release.Migrations migrations(JsonObject json) throws Malformed {
    List<Release.Pending> pending = new ArrayList<>();
    for (JsonObject each : json.objects("pending")) {
      pending.add(
          new Release.Pending(
              each.text("version"),
              each.text("name"),
              Path.of(each.text("file")),
              each.text("sha256")));
    }
    return new Release.Migrations(
        json.text("digest"),
        json.text("before"),
        List.copyOf(pending),
        json.texts("regulated"),
        json.text("loses"));
  }

  private static Release.PlannedStep step(JsonObject json) throws Malformed {
    return new Release.PlannedStep(
        (int) json.number("number"),
        json.text("kind"),
        json.text("name"),
        json.text("does"),
        json.maybeText("owner"),
        json.maybeText("at"),
        json.maybeText("way-back"),
        json.texts("items"));
  }
}
