package dev.towpath.control;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// What can be wrong with the control database, and what is known then.
final class ControlProblems {
  private static final String TARGETS = "No target was touched by this.";

  private ControlProblems() {}

  static Problem unreachable(ProblemException cause) {
    Problem why = cause.problem();
    return Problem.of(
            "control-unreachable", Exit.UNREACHABLE, "The control database can't be reached.")
        .because((why.what() + " " + why.why()).strip())
        .leaving("Nothing was recorded there just now. " + TARGETS)
        .next(why.next());
  }

  /// @param committing whether it failed where nobody can tell if the server has kept it
  static Problem failed(SQLException cause, boolean committing) {
    String state = Optional.ofNullable(cause.getSQLState()).orElse("");
    boolean lost = state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
    String said = cause.getMessage() + (lost ? "" : " (SQLSTATE " + state + ")");
    String known =
        committing && lost
            ? "Whether the last record was kept there is not known. "
            : "The last record was not kept there. ";
    Problem problem =
        lost
            ? Problem.of(
                "control-lost",
                Exit.UNREACHABLE,
                "The control database was lost in the middle of a record.")
            : Problem.of(
                "control-refused", Exit.UNREACHABLE, "The control database refused a record.");
    return problem
        .because(said)
        .leaving(known + TARGETS)
        .next("Run the same command again once the control database answers.");
  }

  static Problem newer(int found, int known) {
    return Problem.of(
            "control-newer", Exit.USAGE, "The control database belongs to a newer Towpath.")
        .because(
            "Its schema has version " + found + ", and this program knows versions to " + known)
        .leaving("It is as it was. " + TARGETS)
        .next("Use the newer Towpath here too.");
  }

  static Problem notMade(SQLException cause) {
    return Problem.of(
            "control-not-made",
            Exit.UNREACHABLE,
            "The schema towpath_control can't be made or upgraded.")
        .because(cause.getMessage() + " (SQLSTATE " + cause.getSQLState() + ")")
        .leaving("The control database is as it was. " + TARGETS)
        .next(
            "Run any 'towpath control' command once as the owner of the database, or grant CREATE"
                + " on it.");
  }

  static Problem notUtf8(String encoding) {
    return Problem.of("control-not-utf8", Exit.USAGE, "The control database must be in UTF-8.")
        .because("Its encoding is " + encoding + ", and records are kept byte by byte.")
        .leaving("It is as it was. " + TARGETS)
        .next("Make another one: create database towpath encoding 'UTF8' template template0");
  }

  static Problem inTarget(String target) {
    return Problem.of(
            "control-in-target",
            Exit.USAGE,
            "The control database lies on the same server as the target " + target + ".")
        .because("A restore of that server would turn back the record of what was done to it.")
        .leaving("Nothing was changed.")
        .next("Point TOWPATH_CONTROL_URL to another server, or unset it for one of your own.");
  }

  static Problem otherMajor(ProblemException cause) {
    return Problem.of(
            "control-other-major",
            Exit.USAGE,
            "The control database was made by another PostgreSQL major.")
        .because(cause.problem().what())
        .leaving("It is as it was. " + TARGETS)
        .next(
            "Run towpath control export FILE with the Towpath that made it, move its folder away,"
                + " then run towpath control import FILE");
  }

  static Problem notEmpty(String table) {
    return Problem.of(
            "control-not-empty", Exit.REFUSED, "The control database already holds something.")
        .because("There are rows in its table " + table + ", and nothing is ever replaced there.")
        .leaving("It is as it was. " + TARGETS)
        .next("Point TOWPATH_CONTROL_URL to a new database, then import there.");
  }

  static Problem unreadable(Path file, String why) {
    return Problem.of(
            "control-file-unreadable",
            Exit.REFUSED,
            "The exported control database can't be read: " + file)
        .because(why)
        .leaving("Nothing was imported. " + TARGETS)
        .next("Export it again, or take another copy of the file.");
  }

  static Problem otherVersion(Path file, int its, int here) {
    return Problem.of(
            "control-file-version",
            Exit.USAGE,
            "The control database was exported by another version of Towpath: " + file)
        .because("Its schema has version " + its + ", the one here has " + here + ".")
        .leaving("Nothing was imported. " + TARGETS)
        .next("Import it with the Towpath that exported it; a newer one upgrades it then.");
  }
}
