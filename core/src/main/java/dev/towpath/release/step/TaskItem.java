package dev.towpath.release.step;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An item of a Markdown task list. That it is ticked in the file says nothing: the file is the
/// same for every release.
///
/// @param number from 1, in the order of the file
public record TaskItem(int number, String text) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(?:[-*+]|[0-9]{1,9}[.)]) +\\[[ xX]] +(\\S.*)");
  private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,}).*");

  /// The items of a file, in its order; code blocks are left out.
  public static List<TaskItem> read(String markdown) {
    List<TaskItem> items = new ArrayList<>();
    String fence = "";
    for (String line : markdown.lines().toList()) {
      Matcher mark = FENCE.matcher(line);
      if (mark.matches()) {
        fence = fence.isEmpty() ? mark.group(1) : mark.group(1).startsWith(fence) ? "" : fence;
      }
      Matcher item = FORM.matcher(line);
      if (fence.isEmpty() && item.matches()) {
        items.add(new TaskItem(items.size() + 1, item.group(1).strip()));
      }
    }
    return items;
  }
}
