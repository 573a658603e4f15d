package dev.towpath.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that a person probably meant.
public final class Nearest {
  /// Up to this part of a word's letters may be wrong before a guess would puzzle more than help.
  private static final int WRONG_LETTERS_PART = 3;

  private Nearest() {}

  /// The known word nearest to a given one, if one is near.
  public static Optional<String> to(String given, Collection<String> known) {
    String lower = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(word -> distance(lower, word) <= Math.max(1, word.length() / WRONG_LETTERS_PART))
        .min(Comparator.comparingInt((String word) -> distance(lower, word)).thenComparing(w -> w));
  }

  /// A sentence for the end of a message: the guess, or everything that is allowed.
  public static String hint(String given, Collection<String> known) {
    return to(given, known)
        .map(word -> "Did you mean '" + word + "'?")
        .orElseGet(() -> known.isEmpty() ? "" : "Known: " + String.join(", ", known) + ".");
  }

  /// Letters added, left out, changed or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
