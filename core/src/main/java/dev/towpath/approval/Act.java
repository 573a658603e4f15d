package dev.towpath.approval;

import java.util.Map;
import java.util.Optional;

/// What is said about a person. Each becomes a signed statement of its own type in the ledger.
sealed interface Act {
  /// The person that it is about.
  String person();

  /// Its type in the ledger.
  default String what() {
    return switch (this) {
      case Enrol _ -> "person-enrolled";
      case Renew _ -> "person-key-renewed";
      case Confirm _ -> "person-confirmed";
      case ChangePassword _ -> "person-password-changed";
      case Retire _ -> "person-retired";
      case Unlock _ -> "person-unlocked";
      case Grant _ -> "role-granted";
      case Revoke _ -> "role-revoked";
    };
  }

  /// What it says beside who says it about whom.
  default Map<String, String> facts() {
    return switch (this) {
      case Enrol(_, String name, String key) -> Map.of("name", name, "person-key", key);
      case Renew(_, String key) -> Map.of("person-key", key);
      case Confirm(_, String key, String proof) -> Map.of("person-key", key, "identity", proof);
      case ChangePassword _, Unlock _ -> Map.of();
      case Retire(_, String reason) -> Map.of("reason", reason);
      case Grant(_, String role) -> Map.of("role", role);
      case Revoke(_, String role, String reason) -> Map.of("role", role, "reason", reason);
    };
  }

  /// Reads one; empty for a statement of another kind.
  static Optional<Act> read(String what, Signed said) {
    String person = said.text("person");
    return switch (what) {
      case "person-enrolled" ->
          Optional.of(new Enrol(person, said.text("name"), said.text("person-key")));
      case "person-key-renewed" -> Optional.of(new Renew(person, said.text("person-key")));
      case "person-confirmed" ->
          Optional.of(new Confirm(person, said.text("person-key"), said.text("identity")));
      case "person-password-changed" -> Optional.of(new ChangePassword(person));
      case "person-retired" -> Optional.of(new Retire(person, said.text("reason")));
      case "person-unlocked" -> Optional.of(new Unlock(person));
      case "role-granted" -> Optional.of(new Grant(person, said.text("role")));
      case "role-revoked" ->
          Optional.of(new Revoke(person, said.text("role"), said.text("reason")));
      default -> Optional.empty();
    };
  }

  /// By the person, with the key that it makes known.
  record Enrol(String person, String name, String key) implements Act {}

  /// By the person, with the new key, after the password was lost.
  record Renew(String person, String key) implements Act {}

  /// By another person, for one key.
  ///
  /// @param proof how they saw who it is
  record Confirm(String person, String key, String proof) implements Act {}

  /// By the person.
  record ChangePassword(String person) implements Act {}

  record Retire(String person, String reason) implements Act {}

  /// By another person.
  record Unlock(String person) implements Act {}

  /// By another person.
  record Grant(String person, String role) implements Act {}

  record Revoke(String person, String role, String reason) implements Act {}
}
