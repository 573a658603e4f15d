package dev.towpath.release.plan;

import dev.towpath.config.Project;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The class that a change has by itself: routine without migrations, standard with them, regulated
/// if one names an object that the project calls regulated.
final class ChangeClass {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]+");

  private ChangeClass() {}

  static ReleaseClass of(Project project, Release.Migrations migrations) {
    if (migrations.pending().isEmpty()) {
      return ReleaseClass.ROUTINE;
    }
    List<Pattern> patterns = project.regulated().stream().map(ChangeClass::pattern).toList();
    return migrations.pending().stream().anyMatch(each -> matches(project, each, patterns))
        ? ReleaseClass.REGULATED
        : ReleaseClass.STANDARD;
  }

  /// `audit*` is every word that begins so.
  private static Pattern pattern(String glob) {
    String[] parts = glob.toLowerCase(Locale.ROOT).split("\\*", -1);
    return Pattern.compile(String.join(".*", List.of(parts).stream().map(Pattern::quote).toList()));
  }

  private static boolean matches(
      Project project, Release.Pending migration, List<Pattern> patterns) {
    try {
      String text =
          migration.name() + "\n" + Files.readString(project.root().resolve(migration.file()));
      return WORD.matcher(text.toLowerCase(Locale.ROOT))
          .results()
          .anyMatch(
              word -> patterns.stream().anyMatch(each -> each.matcher(word.group()).matches()));
    } catch (IOException e) {
      throw PlanProblems.unreadable(migration.file(), e).exception(e);
    }
  }
}
