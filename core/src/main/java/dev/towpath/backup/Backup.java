package dev.towpath.backup;

import java.util.List;
import java.util.Optional;

/// A backup that is in a storage whole, and what was found when it was restored.
///
/// @param manifestSha256 of its manifest as it is stored
/// @param proofs of this manifest, the oldest first
/// @param hold the last that was said about keeping it, also when that is over
public record Backup(
    Manifest manifest, String manifestSha256, List<Proof> proofs, Optional<Hold> hold) {
  public BackupId id() {
    return manifest.id();
  }

  /// The newest proof, good or not; empty for a backup that nobody has restored yet.
  public Optional<Proof> lastProof() {
    return proofs.isEmpty() ? Optional.empty() : Optional.of(proofs.getLast());
  }

  /// Whether it was as its manifest says when it was last restored.
  public boolean proved() {
    return lastProof().filter(Proof::good).isPresent();
  }

  /// The hold that forbids to delete it, if one does.
  public Optional<Hold> held() {
    return hold.filter(each -> each.ended().isEmpty());
  }

  /// Whether it was not as its manifest says when it was last restored.
  public boolean failed() {
    return lastProof().filter(proof -> !proof.good()).isPresent();
  }
}
