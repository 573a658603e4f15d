package dev.towpath.rollback;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.rollback.freeze.Freezer;
import dev.towpath.rollback.freeze.Thawer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A restored database that takes the place of the live one. Everything is done to it before that:
/// afterwards there is nothing left to do, so a crash leaves the one or the other.
///
/// @param kept where what was there before stays
/// @param said what was verified
record Replacement(String kept, List<String> said) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// A part of names that belongs to one rollback, also when another run goes on with it.
  static String stamp(RollbackRecord.Open work) {
    return STAMP.format(work.started());
  }

  /// Makes the restored database what the live one is to be, and gives what was verified.
  static List<String> ready(OpenTarget beside, Work work) throws SQLException {
    new Thawer(work.listener(), Optional.empty(), Thawer.Tells.THE_DATABASE)
        .thaw(beside, work.layout(), work.asked().by());
    work.listener().accept("verifying");
    Verified verified = work.soundness().schema(beside, work.open());
    if (!verified.faults().isEmpty()) {
      throw RollbackProblems.unfit(verified.faults());
    }
    try (Connection connection = beside.connect("rollback")) {
      RollbackRecord record = new RollbackRecord(connection, OwnTables.of(work.layout()));
      record.createTable();
      record.carry(work.open());
    }
    if (work.open().thaws()) {
      // Before it is put in place, after which nothing is left to do: a crash tells it twice.
      work.asked().freeze().thawer(work.listener()).tellOfAnother();
    } else {
      new Freezer(work.listener()).freeze(work.asked().freeze(), beside);
    }
    return verified.said();
  }

  /// The restored database as a target like the live one.
  static OpenTarget beside(OpenTarget live, DatabaseUrl url) {
    Target target = live.target();
    return new Target(
            target.name(),
            live.target().place() instanceof Target.Url
                ? new Target.Url(url)
                : new Target.Scratch(url),
            Optional.empty(),
            target.lockTimeout(),
            target.statementTimeout(),
            live.major(),
            target.platform())
        .open();
  }
}
