package dev.towpath.release.journal;

import dev.towpath.approval.Signed;
import dev.towpath.release.Release;
import java.time.Instant;
import java.util.Optional;

/// Who planned a release, and whether that is proven.
///
/// @param by the person's id, or the name that was said
/// @param signed empty for a claim: in a class that asks for no signatures
/// @param fault why the plan doesn't stand, as a sentence; empty if it does
public record Authorship(String by, Instant at, Optional<Signed> signed, Optional<String> fault) {

  /// A name that was said, not proven.
  static Authorship claim(Release release) {
    return new Authorship(release.by(), release.planned(), Optional.empty(), Optional.empty());
  }

  /// The printed name with the id, or what a claim says.
  public String who() {
    return signed.map(each -> each.text("name") + " (" + by + ")").orElse(by);
  }

  /// What it is worth, in a word or a sentence.
  public String standing() {
    return fault
        .map(why -> "VOID: " + why)
        .orElse(signed.isPresent() ? "signed" : "a claim, not signed");
  }
}
