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

  private static Release.Pending pending() {
    return new Release.Pending("20260101000000", "orders", Path.of("migrations/a.sql"), "ab12");
  }
}
