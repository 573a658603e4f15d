package dev.towpath.problem;

import java.util.Optional;

/// An expected failure, told to a person: every part is a sentence or empty, none holds a secret.
///
/// @param code a name in kebab case; `towpath explain CODE` prints its page
/// @param exit how the process ends because of it
/// @param what what happened
/// @param where the place in a file, if it has one
/// @param why the cause, as far as it is known
/// @param state what state the database is in now
/// @param next what to do next
public record Problem(
    String code,
    Exit exit,
    String what,
    Optional<Location> where,
    String why,
    String state,
    String next) {

  public Problem {
    what = Secrets.hidden(what);
    why = Secrets.hidden(why);
    state = Secrets.hidden(state);
    next = Secrets.hidden(next);
  }

  public static Problem of(String code, Exit exit, String what) {
    return new Problem(code, exit, what, Optional.empty(), "", "", "");
  }

  public Problem at(Location where) {
    return new Problem(code, exit, what, Optional.of(where), why, state, next);
  }

  public Problem because(String why) {
    return new Problem(code, exit, what, where, why, state, next);
  }

  public Problem leaving(String state) {
    return new Problem(code, exit, what, where, why, state, next);
  }

  public Problem next(String next) {
    return new Problem(code, exit, what, where, why, state, next);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }

  public ProblemException exception(Throwable cause) {
    return new ProblemException(this, cause);
  }
}
