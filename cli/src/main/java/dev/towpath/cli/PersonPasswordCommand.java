package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import dev.towpath.approval.Signer;
import picocli.CommandLine.Command;

/// `towpath person password`: a password is changed by its owner.
@Command(
    name = "password",
    headerHeading =
        "Examples:%n  towpath person password%n"
            + "  TOWPATH_PERSON=ben towpath person password%n%n",
    header = "Changes your password; the old one is needed.",
    synopsisHeading = "%nUsage: ")
final class PersonPasswordCommand extends Registering {
  @Override
  Person say(Registrar registrar, Credentials credentials) {
    Signer self = credentials.signIn();
    return registrar.changePassword(self, credentials.changed(self.id()));
  }
}
