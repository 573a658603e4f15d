package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath person renew`: a password is lost.
@Command(
    name = "renew",
    headerHeading =
        "Examples:%n"
            + "  towpath person renew ben%n"
            + "  TOWPATH_PASSWORD_FILE=ben.txt towpath person renew ben%n%n",
    header = "Gives a person who lost the password a new key, for two others to confirm.",
    description =
        "The person types a new password. Until two others have confirmed the new key, the old one"
            + " stays in force.",
    synopsisHeading = "%nUsage: ")
final class PersonRenewCommand extends Registering {
  @Mixin PersonOption person;

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    return registrar.renew(person.id, credentials.first(person.id));
  }
}
