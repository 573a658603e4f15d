package dev.towpath.release.journal;

import dev.towpath.approval.Signed;
import java.time.Instant;
import java.util.Optional;

/// A person's approval of a plan in a role.
///
/// @param by the person's id
/// @param digest of the plan that was approved
/// @param signed empty for a claim: what somebody said before people were enrolled
/// @param fault why it doesn't count, as a sentence; empty if it does
public record Approval(
    String by,
    String role,
    String digest,
    Instant at,
    Optional<Signed> signed,
    Optional<String> fault) {

  static Approval claim(RunEvent event) {
    return new Approval(
        event.by(),
        event.text("role"),
        event.text("digest"),
        event.at(),
        Optional.empty(),
        Optional.empty());
  }

  /// The printed name with the id, or what a claim says.
  public String who() {
    return signed.map(each -> each.text("name") + " (" + by + ")").orElse(by);
  }

  /// Authorship, review, approval or responsibility; a claim is an approval.
  public String meaning() {
    return signed.map(each -> each.text("meaning")).orElse("approval");
  }
}
