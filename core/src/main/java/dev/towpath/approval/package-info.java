/// People, the roles that they hold, and their signatures.
///
/// Each person has an Ed25519 key that only their password opens ([SealedKey]). Everything that is
/// said about people is a [Signed] statement in the ledger: [People] reads them in their order,
/// and one that is not properly signed, or that its signer had no right to, doesn't count. So who
/// can write to the database, and has no password, can neither make a person nor give a role.
@NullMarked
package dev.towpath.approval;

import org.jspecify.annotations.NullMarked;
