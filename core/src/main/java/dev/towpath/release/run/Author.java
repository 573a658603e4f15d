package dev.towpath.release.run;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.Signed;
import dev.towpath.approval.Signer;
import dev.towpath.digest.Sha256;
import dev.towpath.json.CanonicalJson;
import dev.towpath.ledger.Event;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseJson;
import dev.towpath.release.journal.RunEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who plans a release, and how they show it.
public sealed interface Author {
  /// Their id.
  String by();

  /// A name that is said, not proven: enough where the release's class asks for no signatures.
  record Claim(String by) implements Author {}

  /// A signature.
  record Signing(Signer signer) implements Author {
    @Override
    public String by() {
      return signer.id();
    }
  }

  /// What the event of the plan says. In the transaction that appends it.
  ///
  /// @throws dev.towpath.problem.ProblemException with `plan-needs-signature` or `person-no-right`
  default Map<String, @Nullable Object> body(Connection connection, UUID event, Release release)
      throws SQLException {
    Map<String, @Nullable Object> body = Event.clean(ReleaseJson.write(release.by(by())));
    switch (this) {
      case Claim _ -> {
        if (release.rule().sign()) {
          throw needsSignature(release).exception();
        }
      }
      case Signing(Signer signer) -> {
        signer.requireStillTheirs(connection);
        Map<String, String> facts =
            Map.of(
                "release",
                release.id().text(),
                "digest",
                release.digest(),
                "plan",
                digest(body),
                "meaning",
                Meaning.AUTHORSHIP.word(),
                "name",
                signer.name());
        body.put(
            Signed.MEMBER,
            signer.sign(connection, event, RunEvent.Kind.PLANNED.word(), facts).json());
      }
    }
    return body;
  }

  /// Of all that the event of a plan says but its signature: more than the digest of what runs.
  static String digest(Map<String, ? extends @Nullable Object> body) {
    Map<String, @Nullable Object> unsigned = new TreeMap<>(body);
    unsigned.remove(Signed.MEMBER);
    return Sha256.of(CanonicalJson.bytes(unsigned));
  }

  private static Problem needsSignature(Release release) {
    return Problem.of("plan-needs-signature", Exit.REFUSED, "This plan must be signed.")
        .because(
            "The class "
                + release.releaseClass().word()
                + " asks for signatures, its author's too, and nobody is enrolled yet.")
        .leaving("Nothing was planned or changed.")
        .next("Enrol: towpath person enrol ID --name NAME");
  }
}
