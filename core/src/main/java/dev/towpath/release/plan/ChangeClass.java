package dev.towpath.release.plan;

import dev.towpath.config.Project;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The class that a change has by itself: routine without migrations, standard with them, regulated
/// if one names an object that the project calls regulated.
final class ChangeClass {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]+");

  /// A record names so many; the migrations themselves are in it too.
  private static final int MOST_WORDS = 100;

  private ChangeClass() {}

  static ReleaseClass of(Release.Migrations migrations) {
    if (migrations.pending().isEmpty()) {
      return ReleaseClass.ROUTINE;
    }
    return migrations.regulated().isEmpty() ? ReleaseClass.STANDARD : ReleaseClass.REGULATED;
  }

  /// The words of the migrations that the project calls regulated, each once.
  static List<String> regulated(Project project, List<Release.Pending> migrations) {
    List<Pattern> patterns = project.regulated().stream().map(ChangeClass::pattern).toList();
    return migrations.stream()
        .flatMap(each -> words(project, each))
        .filter(word -> patterns.stream().anyMatch(each -> each.matcher(word).matches()))
        .distinct()
        .sorted()
        .limit(MOST_WORDS)
        .toList();
  }

  /// `audit*` is every word that begins so.
  private static Pattern pattern(String glob) {
    String[] parts = glob.toLowerCase(Locale.ROOT).split("\\*", -1);
    return Pattern.compile(String.join(".*", List.of(parts).stream().map(Pattern::quote).toList()));
  }

  private static Stream<String> words(Project project, Release.Pending migration) {
    try {
      String text =
          migration.name() + "\n" + Files.readString(project.root().resolve(migration.file()));
      return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
    } catch (IOException e) {
      throw PlanProblems.unreadable(migration.file(), e).exception(e);
    }
  }
}
