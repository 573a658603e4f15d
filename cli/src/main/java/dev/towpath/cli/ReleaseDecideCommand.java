package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `towpath release decide`: whether a release that asks goes on or goes back.
@Command(
    name = "decide",
    headerHeading =
        "Examples:%n"
            + "  towpath release decide 2026-11-21-orders go%n"
            + "  towpath release decide 2026-11-21-orders roll-back --reason \"logins fail\"%n%n",
    header = "Decides whether a release that asks goes on or goes back.",
    synopsisHeading = "%nUsage: ")
final class ReleaseDecideCommand extends ReleaseSaying {
  @Parameters(
      index = "1",
      paramLabel = "WORD",
      converter = Reading.class,
      description = "go or roll-back.")
  Word word = Word.GO;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  String reason = "";

  /// What can be decided.
  enum Word {
    GO,
    ROLL_BACK
  }

  /// Reads the decision.
  static final class Reading implements ITypeConverter<Word> {
    @Override
    public Word convert(String text) {
      return switch (text) {
        case "go" -> Word.GO;
        case "roll-back" -> Word.ROLL_BACK;
        default -> throw new TypeConversionException("'" + text + "' is neither go nor roll-back");
      };
    }
  }

  @Override
  RunState say(Releases releases, ReleaseId id) {
    return releases.decide(id, word == Word.GO, reason);
  }
}
