package dev.towpath.problem;

/// How a command ends, and the exit code of its process.
public enum Exit {
  /// All is well.
  FINE(0),
  /// A check or a gate says no.
  REFUSED(1),
  /// The command line or a file of the project is wrong.
  USAGE(2),
  /// It failed; the target is unchanged, or was restored.
  UNCHANGED(3),
  /// It stopped half-way, and a person is needed.
  STOPPED(4),
  /// The target can't be reached, or doesn't allow it.
  UNREACHABLE(5),
  /// A fault of Towpath itself.
  BUG(70),
  /// The user interrupted it.
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
