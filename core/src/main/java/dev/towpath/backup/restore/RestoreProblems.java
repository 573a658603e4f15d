package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.List;
import java.util.Set;

/// Why a restore was given up; nothing is ever left that could be taken for a restored database.
public final class RestoreProblems {
  private static final String NOTHING = "The live database is as it was; nothing was restored.";
  private static final int SHOWN = 10;

  private RestoreProblems() {}

  static Problem differs(Backup backup, List<String> failures) {
    int shown = Math.min(SHOWN, failures.size());
    return Problem.of(
            "backup-not-as-made", Exit.UNCHANGED, backup.id() + " is not what its manifest says.")
        .because(String.join(" ", failures.subList(0, shown)))
        .leaving(NOTHING)
        .next("Restore another one: towpath backup list");
  }

  /// What has to do with this machine, not with the backup: a disk that is full, a place that can't
  /// be read.
  public static Problem failed(Exception cause) {
    return Problem.of("restore-failed", Exit.UNCHANGED, "The backup could not be restored here.")
        .because(String.valueOf(cause.getMessage()))
        .leaving("No live database was changed, and the backup counts as it did before.")
        .next("See that there is room on the disk, then run the same command again.");
  }

  static Problem recovery(String why) {
    return Problem.of("recovery-failed", Exit.UNCHANGED, "PostgreSQL did not recover as asked.")
        .because(why)
        .leaving(NOTHING)
        .next("Restore to the end of the backup, without --to-..., or use another backup.");
  }

  static Problem roles(Set<String> roles) {
    return Problem.of(
            "restore-roles-missing", Exit.USAGE, "The server lacks roles that the backup names.")
        .because("They own objects or have rights in it: " + String.join(", ", roles) + ".")
        .leaving(NOTHING)
        .next(
            "Make them first: "
                + String.join("; ", roles.stream().map(role -> "create role " + role).toList()));
  }

  /// @param why what the role may not do, a sentence each
  static Problem notAllowed(List<String> why) {
    return Problem.of(
            "restore-not-allowed", Exit.UNREACHABLE, "This role may not restore all of the backup.")
        .because(String.join("\n", why.subList(0, Math.min(SHOWN, why.size()))))
        .leaving(NOTHING)
        .next(
            "Restore with a superuser, or let one grant what is missing; or dump what is yours:"
                + " towpath backup create --schema NAME");
  }

  static Problem exists(String database) {
    return Problem.of("restore-exists", Exit.USAGE, "There is a database " + database + " already.")
        .because("A restore never writes into a database that is there, also not an empty one.")
        .leaving("Nothing was changed.")
        .next("Name one that isn't there yet: --into NAME");
  }

  /// What a provider alone can restore.
  public static Problem elsewhere(Backup backup, String why, String next) {
    return Problem.of("restore-elsewhere", Exit.USAGE, backup.id() + " is not restored so by us.")
        .because(why)
        .leaving("Nothing was changed.")
        .next(next);
  }

  static Problem kind(Backup backup, String why, String next) {
    return Problem.of("restore-other-kind", Exit.USAGE, backup.id() + " can't be restored so.")
        .because(why)
        .leaving("Nothing was changed.")
        .next(next);
  }
}
