package dev.towpath.approval;

/// Why something that is said about a person doesn't count.
enum Refusal {
  /// The id stands in the ledger already, also of a person who left.
  ID_USED,
  /// There is no such person.
  UNKNOWN,
  /// The person has left.
  LEFT,
  /// The person has no confirmed key.
  NOT_CONFIRMED,
  /// No key of the person waits to be confirmed, or the same has confirmed it already.
  NOTHING_TO_CONFIRM,
  /// Only somebody else can do that for a person.
  ONESELF,
  /// Only the person can do that.
  NOT_ONESELF,
  /// Who says it may not: no confirmed person, or with another key.
  NO_RIGHT,
  /// Fewer than two would be left.
  LAST,
  ROLE_HELD,
  ROLE_NOT_HELD
}
