package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.approval.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath person enrol`: a person comes.
@Command(
    name = "enrol",
    headerHeading =
        "Examples:%n"
            + "  towpath person enrol ann --name \"Ann Gray\"%n"
            + "  TOWPATH_PASSWORD_FILE=ann.txt towpath person enrol ann --name \"Ann Gray\"%n%n",
    header = "Makes a person known, with a key that only their password opens.",
    description =
        "The person types the password. The first person founds; the second is confirmed by the"
            + " first, and each later one by two others. An id is never used again.",
    synopsisHeading = "%nUsage: ")
final class PersonEnrolCommand extends Registering {
  @Mixin PersonOption person;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The name that is printed beside each signature.")
  String name = "";

  @Override
  Person say(Registrar registrar, Credentials credentials) {
    return registrar.enrol(person.id, Misuse.said("--name", name), credentials.first(person.id));
  }
}
