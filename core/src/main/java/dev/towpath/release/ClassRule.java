package dev.towpath.release;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who must approve a class of change.
///
/// @param approve the roles; each by another person, none by the one who starts the release
/// @param inOrder whether the roles approve in their order
/// @param retrospective within what time after it the release must be looked at again
/// @param wayBack whether each step must have one
public record ClassRule(
    List<String> approve, boolean inOrder, Optional<Duration> retrospective, boolean wayBack) {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  /// Where a runbook says nothing.
  public static Map<ReleaseClass, ClassRule> usual() {
    Map<ReleaseClass, ClassRule> rules = new EnumMap<>(ReleaseClass.class);
    rules.put(ReleaseClass.ROUTINE, of(List.of("engineering"), Optional.empty()));
    rules.put(ReleaseClass.STANDARD, of(List.of("engineering", "product-owner"), Optional.empty()));
    rules.put(
        ReleaseClass.REGULATED,
        of(List.of("engineering", "product-owner", "quality-lead"), Optional.empty()));
    rules.put(ReleaseClass.EMERGENCY, of(List.of("on-call"), Optional.of(TWO_DAYS)));
    return rules;
  }

  private static ClassRule of(List<String> approve, Optional<Duration> retrospective) {
    return new ClassRule(approve, false, retrospective, false);
  }
}
