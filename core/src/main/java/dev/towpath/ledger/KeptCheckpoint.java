package dev.towpath.ledger;

/// A checkpoint and where it was kept.
record KeptCheckpoint(Checkpoint checkpoint, String where) {}
