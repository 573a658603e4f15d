package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath person confirm`: somebody vouches for a person.
@Command(
    name = "confirm",
    headerHeading =
        "Examples:%n"
            + "  towpath person confirm ben --identity \"passport, in person\"%n"
            + "  TOWPATH_PERSON=ann towpath person confirm ben --identity \"known for years\"%n%n",
    header = "Vouches that the newest key of a person is theirs.",
    description =
        "Compare the key that is printed with the one that the person was shown. Nobody confirms"
            + " themselves.",
    synopsisHeading = "%nUsage: ")
final class PersonConfirmCommand extends Registering {
  @Mixin PersonOption person;

  @Option(
      names = "--identity",
      required = true,
      paramLabel = "TEXT",
      description = "How you saw who it is; it stands in the record.")
  String identity = "";

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    String proof = Misuse.said("--identity", identity);
    return registrar.confirm(credentials.signIn(), person.id, proof);
  }
}
