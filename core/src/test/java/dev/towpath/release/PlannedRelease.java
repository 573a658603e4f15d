package dev.towpath.release;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A release of steps that tests name by their kinds.
public final class PlannedRelease {
  public static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");

  private PlannedRelease() {}

  public static Release of(String... kinds) {
    List<Release.PlannedStep> steps = new ArrayList<>();
    for (String kind : kinds) {
      steps.add(
          new Release.PlannedStep(
              steps.size() + 1,
              kind,
              kind,
              kind,
              Optional.empty(),
              Optional.empty(),
              Optional.of("-")));
    }
    return new Release(
        new ReleaseId("2026-11-21-orders"),
        "portal",
        "production",
        "runbooks/orders.yaml",
        "Orders",
        ReleaseClass.STANDARD,
        new ClassRule(
            List.of("engineering", "product-owner"), false, Optional.empty(), false, false),
        "ann",
        DUE,
        DUE,
        Optional.empty(),
        new Release.Migrations("d1", "0", List.of(pending())),
        List.copyOf(steps),
        List.of(),
        new TreeMap<>(),
        "digest-1",
        Beside.NOTHING);
  }

  /// One of a class whose plan and approvals are signed.
  public static Release signed(String id, String... roles) {
    return with(
        id, "digest-1", new ClassRule(List.of(roles), false, Optional.empty(), false, true));
  }

  /// One of a check, the approvals and a migration.
  public static Release with(String id, String digest, ClassRule rule) {
    Release of = of("check", "approve", "migrate");
    return new Release(
        new ReleaseId(id),
        of.project(),
        of.environment(),
        of.runbook(),
        of.name(),
        of.releaseClass(),
        rule,
        of.by(),
        of.planned(),
        of.due(),
        of.commit(),
        of.migrations(),
        of.steps(),
        of.rollbackWhen(),
        of.bound(),
        digest,
        of.beside());
  }

  private static Release.Pending pending() {
    return new Release.Pending("20260101000000", "orders", Path.of("migrations/a.sql"), "ab12");
  }
}
