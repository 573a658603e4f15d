package dev.towpath.rollback;

import java.util.List;
import java.util.Optional;

/// What can be undone on a target, how, and at what loss.
///
/// @param target the environment's name
/// @param newest the newest applied version; empty for none
/// @param to the version that stays the newest; `0` for none
/// @param assessed what was found first, a sentence each
/// @param steps the migrations to go back over, newest first
/// @param ways each way back over all of them, the cheapest first
/// @param chosen the way that is asked for, or the cheapest that is open; empty where there is none
/// @param pointOfNoReturn where going back begins to lose rows, or ends; empty where it never does
public record RollbackPlan(
    String target,
    String newest,
    String to,
    List<String> assessed,
    List<RollbackStep> steps,
    List<Way> ways,
    Optional<Way> chosen,
    Optional<String> pointOfNoReturn) {

  public boolean nothingToDo() {
    return steps.isEmpty();
  }
}
