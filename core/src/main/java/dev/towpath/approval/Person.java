package dev.towpath.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person as the ledger knows them now.
///
/// @param name printed beside each signature
/// @param key the public half of the key in force, hexadecimal; empty until it is confirmed
/// @param waiting the public half of a key that others must still confirm
/// @param confirmedBy who confirmed the newest key
/// @param wanting how many more must confirm the newest key
/// @param password when it was made or changed last
/// @param left when the person left
/// @param lockedUntil until when nobody signs in by this id
public record Person(
    String id,
    String name,
    Optional<String> key,
    Optional<String> waiting,
    List<String> confirmedBy,
    int wanting,
    Instant enrolled,
    Instant password,
    Optional<Instant> left,
    Optional<Instant> lockedUntil,
    List<String> roles) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9._-]{0,39}");

  /// Whether a text can be an id: lower-case letters, digits, '.', '_' and '-', at most 40.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
