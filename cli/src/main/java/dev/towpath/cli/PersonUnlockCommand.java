package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath person unlock`: a second person ends a lock.
@Command(
    name = "unlock",
    headerHeading =
        "Examples:%n"
            + "  towpath person unlock ben%n"
            + "  TOWPATH_PERSON=ann towpath person unlock ben%n%n",
    header = "Unlocks a person after too many wrong passwords.",
    description = "Only somebody else does that. Otherwise a lock ends after 15 minutes.",
    synopsisHeading = "%nUsage: ")
final class PersonUnlockCommand extends Registering {
  @Mixin PersonOption person;

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    return registrar.unlock(credentials.signIn(), person.id);
  }
}
