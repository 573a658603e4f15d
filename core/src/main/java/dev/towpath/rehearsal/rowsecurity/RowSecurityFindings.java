package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wrong with what roles could do. A fixture that expects a thing makes it right.
final class RowSecurityFindings {
  private static final String ANON = "anon";

  private final List<Fixture> fixtures;

  RowSecurityFindings(List<Fixture> fixtures) {
    this.fixtures = fixtures;
  }

  static Finding notExercised(GuardedTable table, String why) {
    return Finding.of(
            "rls-not-exercised",
            Severity.WARNING,
            "The policies of " + table.name() + " were not exercised: the table has no row.")
        .because(why.isEmpty() ? "No row could be made for it." : "The server said: " + why)
        .help("Put rows for it into supabase/tests/fixtures/*.sql, owned by the two users.");
  }

  private static Finding callsOut(Cell cell) {
    return Finding.of(
            "rls-not-exercised",
            Severity.NOTE,
            "It was not tried who can "
                + cell.command().word()
                + " in "
                + cell.table().name()
                + ".")
        .because("As " + cell.role() + ", a trigger calls out of the database.")
        .help("Try it where that may be called.");
  }

  List<Finding> of(Cell cell, boolean bypasses) {
    if (cell.why().equals(Optional.of(Trial.NOT_TRIED))) {
      return List.of(callsOut(cell));
    }
    List<Finding> findings = new ArrayList<>();
    Optional<Fixture> fixture = fixtures.stream().filter(each -> each.isAbout(cell)).findFirst();
    fixture
        .filter(each -> !each.expect().equals(cell.access()))
        .map(each -> differs(cell, each))
        .ifPresent(findings::add);
    if (cell.error().isPresent()) {
      findings.add(fails(cell, cell.error().get()));
    } else if (!bypasses && fixture.isEmpty()) {
      if (cell.role().equals(ANON) && cell.command() != Command.SELECT) {
        anonWrites(cell).ifPresent(findings::add);
      } else if (cell.owned() && cell.own().isPresent() && cell.others().orElse(false)) {
        findings.add(crossUser(cell));
      }
    }
    return findings;
  }

  private static Finding differs(Cell cell, Fixture fixture) {
    return Finding.of(
            "rls-differs-from-fixture",
            Severity.ERROR,
            what(cell)
                + " reaches "
                + cell.access()
                + ", the fixture says "
                + fixture.expect()
                + ".")
        .at(new Location(fixture.file(), new Position(fixture.line(), 1)))
        .because(policies(cell))
        .help("Change the policies, or the fixture if this is meant.");
  }

  private static Finding fails(Cell cell, String error) {
    return Finding.of("rls-policy-error", Severity.ERROR, what(cell) + " ends in an error.")
        .because("The server said: " + error)
        .help(
            error.contains("infinite recursion")
                ? "Put the query of the policy into a SECURITY DEFINER function, in a schema that"
                    + " isn't exposed."
                : "Every role that has the right to ask should get an answer, if only no rows.");
  }

  private static Optional<Finding> anonWrites(Cell cell) {
    if (!cell.others().orElse(false)) {
      return Optional.empty();
    }
    boolean adds = cell.command() == Command.INSERT;
    return Optional.of(
        Finding.of(
                "rls-anon-writes",
                adds ? Severity.WARNING : Severity.ERROR,
                "Anybody without an account can "
                    + cell.command().word()
                    + " in "
                    + cell.table().name()
                    + ".")
            .because(policies(cell))
            .help("Name the role authenticated in the policy, or say so in a policy fixture."));
  }

  private static Finding crossUser(Cell cell) {
    boolean reads = cell.command() == Command.SELECT;
    boolean open =
        cell.table().policies().stream()
            .anyMatch(each -> each.isOpen() && each.appliesTo(Command.SELECT));
    String does =
        switch (cell.command()) {
          case SELECT -> "sees rows of another user in ";
          case INSERT -> "can add rows in another user's name to ";
          case UPDATE -> "can change rows of another user in ";
          case DELETE -> "can delete rows of another user in ";
        };
    return Finding.of(
            "rls-cross-user",
            !reads ? Severity.ERROR : open ? Severity.NOTE : Severity.WARNING,
            "A user of role " + cell.role() + " " + does + cell.table().name() + ".")
        .because(policies(cell))
        .help("Compare the column of the owner with auth.uid(), or say so in a policy fixture.");
  }

  private static String what(Cell cell) {
    return cell.command().word() + " on " + cell.table().name() + " as " + cell.role();
  }

  private static String policies(Cell cell) {
    String names =
        cell.table().policies().stream()
            .filter(each -> each.appliesTo(cell.command()))
            .filter(each -> each.roles().contains("public") || each.roles().contains(cell.role()))
            .map(GuardedTable.Policy::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "No policy is for it." : "The policies for it: " + names + ".";
  }
}
