package dev.towpath.backup.restore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a recovery stopped, in the words of the server that did it.
///
/// @param stopped `recovery stopping before commit of transaction 747, time ...`; where the log
///     ended, its last place
/// @param lastTransaction when the last transaction ended that is in it
/// @param timeline the new one
public record RecoveryLog(String stopped, Optional<String> lastTransaction, long timeline) {
  private static final Pattern STOPPED = Pattern.compile("LOG: +(recovery stopping .*)");
  private static final Pattern DONE = Pattern.compile("LOG: +(redo done at \\S+)");
  private static final Pattern LAST =
      Pattern.compile("last completed transaction was at log time (.*)");
  private static final Pattern TIMELINE = Pattern.compile("selected new timeline ID: (\\d+)");

  static RecoveryLog read(String log) {
    return new RecoveryLog(
        find(STOPPED, log).or(() -> find(DONE, log)).orElse("nothing had to be replayed"),
        find(LAST, log),
        find(TIMELINE, log).map(Long::parseLong).orElse(0L));
  }

  private static Optional<String> find(Pattern pattern, String log) {
    Matcher found = pattern.matcher(log);
    return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
  }
}
