/// The ledger: the append-only record of what was done, with proofs.
///
/// Each [Event] becomes a record of canonical JSON, the next leaf of a Merkle tree as RFC 9162 has
/// it; the tree's roots are signed as [Checkpoint]s that are kept outside of the database too.
/// [Ledger] appends and reads, [Audit] hashes everything again and says what was changed. The form
/// of each byte stands in `docs/reference/ledger-format.md`.
@NullMarked
package dev.towpath.ledger;

import org.jspecify.annotations.NullMarked;
