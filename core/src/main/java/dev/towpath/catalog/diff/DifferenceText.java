package dev.towpath.catalog.diff;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.ObjectName;
import dev.towpath.report.Visible;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Differences as a person reviews them: `+` only in the second catalog, `-` only in the first,
/// `~` in both, with each property before and after.
final class DifferenceText {
  /// Longer values stand one below the other.
  private static final int LONGEST_BESIDE = 60;

  /// More of one text of a new or missing object would push the next object off the screen.
  private static final int MOST_LINES = 12;

  private static final String NONE = "(none)";
  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();

  private DifferenceText() {}

  static String of(List<Difference> differences) {
    DifferenceText out = new DifferenceText();
    differences.forEach(out::append);
    return out.text.toString();
  }

  /// An object's title on one line, as `catalog-expected.yaml` takes it between double quotes.
  static String title(ObjectName name) {
    return line(name.title());
  }

  private static String line(String name) {
    return Visible.line(name.replace("\r", "\\r").replace("\n", "\\n"));
  }

  private void append(Difference difference) {
    switch (difference) {
      case Difference.Added added -> whole('+', added.name(), added.object().properties());
      case Difference.Removed removed -> whole('-', removed.name(), removed.object().properties());
      case Difference.Changed changed -> {
        text.append("~ ").append(title(changed.name())).append('\n');
        changed.properties().forEach(this::property);
      }
    }
  }

  private void whole(char sign, ObjectName name, Map<String, String> properties) {
    text.append(sign).append(' ').append(title(name)).append('\n');
    properties.forEach(
        (property, value) -> {
          List<String> lines = value.lines().toList();
          text.append(INDENT).append(line(property)).append(':');
          if (lines.size() == 1) {
            text.append(' ').append(lines.getFirst()).append('\n');
          } else {
            text.append('\n');
            lines.stream().limit(MOST_LINES).forEach(each -> row(' ', each));
            if (lines.size() > MOST_LINES) {
              row(' ', "… " + (lines.size() - MOST_LINES) + " more lines");
            }
          }
        });
  }

  private void property(Difference.Property property) {
    String before = property.before().orElse(NONE);
    String after = property.after().orElse(NONE);
    text.append(INDENT).append(line(property.name())).append(':');
    if (isShort(property.before()) && isShort(property.after())) {
      text.append(' ').append(before).append(" -> ").append(after).append('\n');
      return;
    }
    text.append('\n');
    LineDiff.of(before, after).forEach(each -> row(each.sign(), each.text()));
  }

  private static boolean isShort(Optional<String> value) {
    return value.isEmpty()
        || (value.get().length() <= LONGEST_BESIDE && !value.get().contains("\n"));
  }

  private void row(char sign, String line) {
    text.append((sign + INDENT + " " + line).stripTrailing()).append('\n');
  }
}
