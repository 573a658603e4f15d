package dev.towpath.release.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the journal says of a message to people, as lines for a screen.
final class ToldLine {
  private ToldLine() {}

  /// One line for what it says and whom it reached, one for each way that took nothing.
  ///
  /// @param body of the journal's event
  static List<String> of(Map<String, @Nullable Object> body) {
    List<String> lines = new ArrayList<>();
    List<String> reached = new ArrayList<>();
    if (body.get("deliveries") instanceof List<?> deliveries) {
      for (Object each : deliveries) {
        if (each instanceof Map<?, ?> delivery) {
          String way = delivery.get("to") + " by " + delivery.get("channel");
          if (Boolean.TRUE.equals(delivery.get("delivered"))) {
            reached.add(way);
          } else {
            lines.add("warning: not told: " + way + ": " + delivery.get("answered"));
          }
        }
      }
    }
    if (!reached.isEmpty()) {
      lines.addFirst("told " + String.join(", ", reached) + ": " + body.get("reason"));
    }
    if (body.get("nobody") != null) {
      lines.add("warning: nobody was told: " + body.get("nobody"));
    }
    return lines;
  }
}
