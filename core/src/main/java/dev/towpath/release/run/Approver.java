package dev.towpath.release.run;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.People;
import dev.towpath.approval.Signed;
import dev.towpath.approval.Signer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who approves, and how they show it.
public sealed interface Approver {
  /// Their id.
  String by();

  /// A name that is said, not proven: as long as nobody is enrolled.
  record Claim(String by) implements Approver {}

  /// A signature.
  record Signing(Signer signer, Meaning meaning) implements Approver {
    @Override
    public String by() {
      return signer.id();
    }
  }

  /// What the event of the approval says. In the transaction that appends it.
  ///
  /// @throws dev.towpath.problem.ProblemException with `approval-needs-signature` or
  ///     `approval-role-not-held`
  default Map<String, @Nullable Object> body(
      Connection connection, UUID event, Release release, String role) throws SQLException {
    People people = People.read(connection);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("role", role);
    body.put("digest", release.digest());
    switch (this) {
      case Claim _ -> {
        if (release.rule().sign() || people.founded().isPresent()) {
          throw needsSignature(release, people).exception();
        }
      }
      case Signing(Signer signer, Meaning meaning) -> {
        if (!people.isKeyOf(signer.id(), signer.key(), People.NOW)
            || !people.holds(signer.id(), role, People.NOW)) {
          throw notHeld(signer.id(), role).exception();
        }
        Map<String, String> facts =
            Map.of(
                "release",
                release.id().text(),
                "digest",
                release.digest(),
                "role",
                role,
                "meaning",
                meaning.word(),
                "name",
                signer.name());
        Signed signed = signer.sign(connection, event, RunEvent.Kind.APPROVED.word(), facts);
        body.put(Signed.MEMBER, signed.json());
      }
    }
    return body;
  }

  private static Problem needsSignature(Release release, People people) {
    return Problem.of("approval-needs-signature", Exit.REFUSED, "This approval must be signed.")
        .because(
            people.founded().isPresent()
                ? "People are enrolled here, so a name alone is no approval."
                : "The class "
                    + release.releaseClass().word()
                    + " asks for signatures, and nobody is enrolled yet.")
        .leaving("Nothing was written down; the release is as it was.")
        .next(
            people.founded().isPresent()
                ? "See who there is: towpath person list"
                : "Enrol: towpath person enrol ID --name NAME");
  }

  private static Problem notHeld(String person, String role) {
    return Problem.of(
            "approval-role-not-held", Exit.REFUSED, person + " doesn't hold the role " + role + ".")
        .because("Who holds a role is a record of the ledger that a second person has signed.")
        .leaving("Nothing was written down; the release is as it was.")
        .next("Another person grants it: towpath role grant " + role + " " + person);
  }
}
