package dev.towpath.catalog;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Says whether other grants, or another policy, let more through or less.
final class RightWeights {
  private static final String AGAIN = " with grant option";
  private static final String ALL = "ALL";
  private static final String EVERYBODY = "public";

  private RightWeights() {}

  /// @param given whether the property lists what is granted, not what is revoked
  static Weight ofGrants(Difference.Property property, boolean given) {
    Set<String> before = privileges(property.before());
    Set<String> after = privileges(property.after());
    return compared(holds(before, after), holds(after, before), given);
  }

  /// A privilege that can be passed on holds the one that can't.
  private static Set<String> privileges(Optional<String> list) {
    Set<String> all = new HashSet<>(words(list));
    words(list).forEach(each -> all.add(each.replace(AGAIN, "")));
    return all;
  }

  private static boolean holds(Set<String> more, Set<String> less) {
    return less.stream()
        .allMatch(
            each ->
                more.contains(each)
                    || more.contains(each.endsWith(AGAIN) ? ALL + AGAIN : ALL)
                    || more.contains(EVERYBODY));
  }

  private static Set<String> words(Optional<String> list) {
    return list.map(text -> Set.copyOf(Arrays.asList(text.split(", ")))).orElse(Set.of());
  }

  static Weight ofPolicy(Difference.Property property, boolean restrictive) {
    return switch (property.name()) {
      case "restrictive" -> Weight.opens(property.after().isEmpty());
      case "roles" ->
          compared(
              holds(words(property.before()), words(property.after())),
              holds(words(property.after()), words(property.before())),
              !restrictive);
      case "command" ->
          compared(
              property.before().equals(Optional.of("all")),
              property.after().equals(Optional.of("all")),
              !restrictive);
      default -> condition(property);
    };
  }

  private static Weight condition(Difference.Property property) {
    String before = property.before().orElse("");
    String after = property.after().orElse("");
    if (before.isEmpty() || after.isEmpty()) {
      return Weight.TOUCHES_SECURITY;
    }
    return compared(
        before.equals("true") || after.equals("false"),
        after.equals("true") || before.equals("false"),
        true);
  }

  private static Weight compared(boolean less, boolean more, boolean opening) {
    return less == more ? Weight.TOUCHES_SECURITY : Weight.opens(more == opening);
  }
}
