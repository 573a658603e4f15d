package dev.towpath.release;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who must approve a class of change.
///
/// @param approve the roles, one as often as people of it approve; each is another person, none the
///     one who planned the release
/// @param inOrder whether the roles approve in their order
/// @param retrospective within what time after it the release must be looked at again
/// @param wayBack whether each step must have one
/// @param sign whether the plan and each approval must be signed
public record ClassRule(
    List<String> approve,
    boolean inOrder,
    Optional<Duration> retrospective,
    boolean wayBack,
    boolean sign) {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  /// Where a runbook says nothing.
  public static Map<ReleaseClass, ClassRule> usual() {
    Map<ReleaseClass, ClassRule> rules = new EnumMap<>(ReleaseClass.class);
    rules.put(ReleaseClass.ROUTINE, of(List.of("engineering"), Optional.empty()));
    rules.put(ReleaseClass.STANDARD, of(List.of("engineering", "product-owner"), Optional.empty()));
    rules.put(
        ReleaseClass.REGULATED,
        new ClassRule(
            List.of("engineering", "product-owner", "quality-lead"),
            false,
            Optional.empty(),
            false,
            true));
    rules.put(ReleaseClass.EMERGENCY, of(List.of("on-call"), Optional.of(TWO_DAYS)));
    return rules;
  }

  private static ClassRule of(List<String> approve, Optional<Duration> retrospective) {
    return new ClassRule(approve, false, retrospective, false, false);
  }

  /// Who approves and how, in words.
  public String words() {
    Map<String, Long> counts = new LinkedHashMap<>();
    approve.forEach(role -> counts.merge(role, 1L, Long::sum));
    List<String> roles =
        counts.entrySet().stream()
            .map(each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + ")" : ""))
            .toList();
    return String.join(", ", roles)
        + (inOrder ? ", in this order" : "")
        + (sign ? ", each by a signature" : "");
  }
}
