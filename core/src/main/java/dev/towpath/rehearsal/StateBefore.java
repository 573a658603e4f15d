package dev.towpath.rehearsal;

/// How the state is made in which the pending migrations find their database.
public sealed interface StateBefore {
  /// One line for a person.
  String words();

  /// All other migrations of the project are run before.
  record Replayed() implements StateBefore {
    @Override
    public String words() {
      return "the other migrations, replayed";
    }
  }
}
