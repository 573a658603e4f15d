package dev.towpath.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person as the ledger knows them now.
///
/// @param name printed beside each signature
/// @param key the public half of the key in force, hexadecimal; empty until it is confirmed
/// @param confirmedBy who confirmed the newest key
/// @param wanting how many more must confirm the newest key
/// @param password when it was made or changed last
/// @param left when the person left
/// @param lockedUntil until when nobody signs in by this id
public record Person(
    String id,
    String name,
    Optional<String> key,
    List<String> confirmedBy,
    int wanting,
    Instant enrolled,
    Instant password,
    Optional<Instant> left,
    Optional<Instant> lockedUntil,
    List<String> roles) {}
