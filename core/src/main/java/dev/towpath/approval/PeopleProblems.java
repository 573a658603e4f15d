package dev.towpath.approval;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.time.Instant;

/// What can be wrong with people and their roles.
final class PeopleProblems {
  private static final String LIST = "See who there is: towpath person list";

  private PeopleProblems() {}

  static Problem unknown(String id) {
    return nothing(Problem.of("person-unknown", Exit.REFUSED, "There is no person " + id + "."))
        .next("Enrol them: towpath person enrol " + id + " --name NAME");
  }

  static Problem left(String id, Instant when) {
    return nothing(Problem.of("person-left", Exit.REFUSED, id + " has left."))
        .because("That was on " + when + ". An id never comes back.")
        .next(LIST);
  }

  static Problem notConfirmed(Person person) {
    int wanting = person.wanting();
    return nothing(
            Problem.of(
                "person-not-confirmed", Exit.REFUSED, person.id() + " has no confirmed key yet."))
        .because(
            wanting == 1
                ? "Another person must confirm it first."
                : wanting + " other people must confirm it first.")
        .next("They do that with: towpath person confirm " + person.id());
  }

  static Problem refused(Person person, int left) {
    String tries = left == 1 ? "One more wrong try" : left + " more wrong tries";
    boolean renewed = person.wanting() > 0;
    return Problem.of("sign-in-refused", Exit.REFUSED, "That is not the password of this person.")
        .because(
            tries
                + (left == 1 ? " locks" : " lock")
                + " the id."
                + (renewed ? " A new key waits to be confirmed; until then the old holds." : ""))
        .leaving("Nothing was signed. The wrong try stands in the ledger.")
        .next("Try again; if the password is lost: towpath person renew " + person.id());
  }

  static Problem locked(String id, Instant until) {
    return Problem.of("person-locked", Exit.REFUSED, id + " is locked.")
        .because("Too many wrong passwords were given for this id.")
        .leaving("Nothing was signed. It stands in the ledger.")
        .next("Wait until " + until + ", or have somebody else do: towpath person unlock " + id);
  }

  static Problem weak(String why) {
    return nothing(Problem.of("password-weak", Exit.REFUSED, "That can't be a person's password."))
        .because(why)
        .next("Choose another: several words that don't belong together do well.");
  }

  static Problem of(Refusal refusal, Act act) {
    String id = act.person();
    return nothing(
        switch (refusal) {
          case ID_USED ->
              Problem.of("person-id-used", Exit.REFUSED, "There was a person " + id + " before.")
                  .because("An id is one person's, also after they left.")
                  .next("Choose another id.");
          case UNKNOWN -> unknown(id);
          case LEFT ->
              Problem.of("person-left", Exit.REFUSED, id + " has left.")
                  .because("An id never comes back.")
                  .next(LIST);
          case NOT_CONFIRMED ->
              Problem.of("person-not-confirmed", Exit.REFUSED, id + " has no confirmed key yet.")
                  .because("Until others have confirmed it, nobody knows that it is theirs.")
                  .next("They do that with: towpath person confirm " + id);
          case NOTHING_TO_CONFIRM ->
              Problem.of(
                      "person-nothing-to-confirm",
                      Exit.REFUSED,
                      "There is nothing that you could confirm for " + id + ".")
                  .because("No key waits to be confirmed, or you have confirmed it already.")
                  .next(LIST);
          case ONESELF ->
              Problem.of("person-oneself", Exit.REFUSED, "Nobody does this for themselves.")
                  .because("It takes a second person: one alone must never yield a signature.")
                  .next("Ask somebody else to do it.");
          case NOT_ONESELF ->
              Problem.of("person-not-oneself", Exit.REFUSED, "Only " + id + " can do this.")
                  .because("Nobody else may know the password.")
                  .next("Ask " + id + " to do it.");
          case NO_RIGHT -> noRight();
          case LAST ->
              Problem.of("person-last", Exit.REFUSED, "Two people must stay.")
                  .because("With fewer, nobody could ever be confirmed again.")
                  .next("Enrol a successor first: towpath person enrol ID --name NAME");
          case ROLE_HELD ->
              Problem.of("role-held", Exit.REFUSED, id + " holds this role already.")
                  .next("See who holds what: towpath role list");
          case ROLE_NOT_HELD ->
              Problem.of("role-not-held", Exit.REFUSED, id + " doesn't hold this role.")
                  .next("See who holds what: towpath role list");
        });
  }

  static Problem noRight() {
    return nothing(
        Problem.of("person-no-right", Exit.REFUSED, "Your key is not yours any more.")
            .because("It was renewed, or you left, since you signed in.")
            .next(LIST));
  }

  private static Problem nothing(Problem problem) {
    return problem.leaving("Nothing was changed or signed.");
  }
}
