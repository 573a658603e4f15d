package dev.towpath.catalog.types;

import dev.towpath.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;

/// The labels of an enum, in its order.
final class Labels {
  private Labels() {}

  /// A catalog holds them as SQL literals with commas between them.
  static List<String> of(CatalogObject type) {
    String text = type.properties().getOrDefault("labels", "");
    List<String> labels = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean escapes = text.charAt(at) == 'E';
      at = text.indexOf('\'', at) + 1;
      StringBuilder label = new StringBuilder();
      while (text.charAt(at) != '\'' || text.startsWith("''", at)) {
        boolean doubled = text.charAt(at) == '\'' || (escapes && text.charAt(at) == '\\');
        at += doubled ? 1 : 0;
        label.append(text.charAt(at++));
      }
      labels.add(label.toString());
      at += "', ".length();
    }
    return labels;
  }
}
