package dev.towpath.rollback;

import dev.towpath.catalog.Difference;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a rollback left what it should: the history up to there, the schema that the files make,
/// and the rows that no down script may touch. Noted before, and compared behind it; what differed
/// before already is not the rollback's fault.
final class Soundness {
  private final Verifier verifier;
  private final RollbackRequest request;

  Soundness(Verifier verifier, RollbackRequest request) {
    this.verifier = verifier;
    this.request = request;
  }

  /// What there is to be compared later, as text.
  ///
  /// @param to the version that stays the newest
  String note(OpenTarget target, String to) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      return new String(
          CanonicalJson.bytes(
              Map.of(
                  "rows", new RowCheck(request.files()).rows(connection, target),
                  "content", new ContentCheck(request).note(connection, target, to),
                  "drift", drift(target))),
          StandardCharsets.UTF_8);
    }
  }

  /// Behind down scripts: everything.
  Verified all(OpenTarget target, RollbackRecord.Open work) throws SQLException {
    try (Connection connection = target.connect("rollback")) {
      JsonObject before = read(work);
      return schema(target, work)
          .and(new RowCheck(request.files()).compare(connection, target, before.object("rows")))
          .and(new ContentCheck(request).compare(connection, before.object("content")));
    } catch (Malformed e) {
      return unreadable(e);
    }
  }

  /// Of a restored database, whose rows were compared with its backup: the rest.
  Verified schema(OpenTarget target, RollbackRecord.Open work) throws SQLException {
    try {
      List<String> faults = new ArrayList<>(history(target, work.to()));
      List<String> drift = new ArrayList<>(drift(target));
      drift.removeAll(read(work).texts("drift"));
      drift.forEach(each -> faults.add("The schema is not what the files make: " + each + "."));
      String said = "The schema is the one that the files make up to " + work.to() + ".";
      return new Verified(faults, faults.isEmpty() ? List.of(said) : List.of());
    } catch (Malformed e) {
      return unreadable(e);
    }
  }

  private static JsonObject read(RollbackRecord.Open work) throws Malformed {
    return JsonObject.read(work.before().getBytes(StandardCharsets.UTF_8));
  }

  private static Verified unreadable(Malformed e) {
    return Verified.fault("What was noted before can't be read: " + e.getMessage());
  }

  /// Whether the version is the newest one, and nothing is half applied.
  private List<String> history(OpenTarget target, String to) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Connection connection = target.connect("rollback")) {
      Status status = status(connection, request.files());
      List<Migration> applied = RollbackPlanner.applied(status);
      String newest = applied.isEmpty() ? RollbackPlanner.BEFORE_ALL : applied.getLast().version();
      if (!newest.equals(to)) {
        faults.add("The newest version in the history is " + newest + ".");
      }
      status
          .in(State.FAILED)
          .forEach(each -> faults.add("Half applied: " + each.version() + " " + each.name()));
    }
    return faults;
  }

  static Status status(Connection connection, PlanRequest files) throws SQLException {
    return Status.of(
        files.layout(), files.files(), Status.Known.read(connection, files.layout().history()));
  }

  private List<String> drift(OpenTarget target) {
    PlanRequest files = request.files();
    Verification verification =
        verifier.verify(VerifyRequest.of(files.layout(), files.files()), target);
    return verification.differences().stream().map(Soundness::told).toList();
  }

  private static String told(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> added.name().title() + " is there and should not be";
      case Difference.Removed removed -> removed.name().title() + " is missing";
      case Difference.Changed changed -> changed.name().title() + " is another one";
    };
  }
}
