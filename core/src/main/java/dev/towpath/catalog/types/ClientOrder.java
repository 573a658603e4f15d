package dev.towpath.catalog.types;

import java.util.Comparator;

/// The order in which Supabase's generator lists names: signs before digits before letters, and
/// capital letters beside small ones. The same on every machine.
final class ClientOrder {
  private static final String SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

  static final Comparator<String> NAMES =
      ((Comparator<String>) ClientOrder::compareLetters)
          .thenComparing(ClientOrder::swapped)
          .thenComparing(Comparator.naturalOrder());

  private ClientOrder() {}

  private static int compareLetters(String one, String other) {
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      int difference = Integer.compare(weight(one.charAt(i)), weight(other.charAt(i)));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private static int weight(char c) {
    int sign = SIGNS.indexOf(c);
    return sign >= 0 ? sign : SIGNS.length() + Character.toLowerCase(c);
  }

  /// Small letters stand before their capitals.
  private static String swapped(String name) {
    StringBuilder swapped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      swapped.append(
          Character.isLowerCase(c) ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return swapped.toString();
  }
}
