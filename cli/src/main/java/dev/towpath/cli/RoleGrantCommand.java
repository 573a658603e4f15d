package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `towpath role grant`: a second person gives a role.
@Command(
    name = "grant",
    headerHeading =
        "Examples:%n"
            + "  towpath role grant engineering ben%n"
            + "  TOWPATH_PERSON=ann towpath role grant quality-lead ben%n%n",
    header = "Gives a role to another person; you sign that.",
    description = "Nobody gives a role to themselves.",
    synopsisHeading = "%nUsage: ")
final class RoleGrantCommand extends Registering {
  @Parameters(index = "0", paramLabel = "ROLE", description = "One of those of towpath.yaml.")
  String role = "";

  @Parameters(
      index = "1",
      paramLabel = "PERSON",
      converter = PersonOption.Id.class,
      description = "The id of a confirmed person.")
  String person = "";

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    credentials.requireKnown(role);
    return registrar.grant(credentials.signIn(), role, person);
  }
}
