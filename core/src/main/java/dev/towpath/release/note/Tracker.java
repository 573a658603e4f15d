package dev.towpath.release.note;

import dev.towpath.config.Template;
import dev.towpath.forge.ForgeAddress;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.Map;

/// An issue of a tracker under which each release has one comment, kept up to date.
///
/// @param issue its number
public record Tracker(ForgeAddress forge, Template issue) {
  private static final String NUMBER = "[1-9][0-9]{0,9}";

  /// Writes the comment of a release, or what it says now.
  ///
  /// @throws dev.towpath.problem.ProblemException with `forge-unreachable`, `variable-not-set` or
  ///     `tracker-issue-unfit`
  void tell(ReleaseNote note, Map<String, String> variables) throws InterruptedException {
    String number = issue.expand(variables);
    if (!number.matches(NUMBER)) {
      throw Problem.of("tracker-issue-unfit", Exit.USAGE, "That is no number of an issue.")
          .at(issue.where())
          .because("'issue' of 'tracker' is a whole number, as 481.")
          .leaving("Files are written; the tracker was not told.")
          .next("Mend the number; then towpath release notes RELEASE --write")
          .exception();
    }
    String mark = "<!-- towpath " + note.run().release().id() + " -->";
    forge.open(variables).comment(Long.parseLong(number), mark, note.text());
  }
}
