package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath person retire`: a person leaves.
@Command(
    name = "retire",
    headerHeading =
        "Examples:%n"
            + "  towpath person retire ben --reason \"left the company\"%n"
            + "  TOWPATH_PERSON=ann towpath person retire ben --reason \"left the company\"%n%n",
    header = "Lets a person leave: without a key, without a role, for good.",
    description =
        "The id is never used again. What the person signed stays signed. Two people must stay.",
    synopsisHeading = "%nUsage: ")
final class PersonRetireCommand extends Registering {
  @Mixin PersonOption person;

  @Mixin ReasonOption reason;

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    return registrar.retire(credentials.signIn(), person.id, reason.said());
  }
}
