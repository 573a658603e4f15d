package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `towpath role revoke`: a role is taken back.
@Command(
    name = "revoke",
    headerHeading =
        "Examples:%n"
            + "  towpath role revoke engineering ben --reason \"moved to sales\"%n"
            + "  TOWPATH_PERSON=ann towpath role revoke quality-lead ben --reason \"on leave\"%n%n",
    header = "Takes a role back from a person; you sign that.",
    description = "Approvals in that role which no release has passed yet are void by it.",
    synopsisHeading = "%nUsage: ")
final class RoleRevokeCommand extends Registering {
  @Parameters(index = "0", paramLabel = "ROLE", description = "A role that the person holds.")
  String role = "";

  @Parameters(
      index = "1",
      paramLabel = "PERSON",
      converter = PersonOption.Id.class,
      description = "The id of the person.")
  String person = "";

  @Mixin ReasonOption reason;

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    return registrar.revoke(credentials.signIn(), role, person, reason.said());
  }
}
