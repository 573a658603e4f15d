package dev.towpath.sql.grammar;

/// C's `longjmp`, by which PostgreSQL raises errors. Where it goes stands in the instance's
/// memory.
final class Longjmp extends RuntimeException {
  private static final long serialVersionUID = 1;

  Longjmp() {
    super("longjmp", null, false, false);
  }
}
