package dev.towpath.bench.apply;

/// What is measured, in the order in which each contender does it on its database.
enum Action {
  APPLY("apply all"),
  APPLY_AGAIN("apply again, nothing to do"),
  STATUS("status");

  private final String words;

  Action(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
