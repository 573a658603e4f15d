package dev.towpath.cli;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The demo of single commands: from the status to the way back.
///
/// @param folder a copy of the example
record DemoFirstSteps(Wiring wiring, Path folder, DemoTyping typing) {
  private static final Path APPLIED =
      Path.of("supabase", "migrations", "20260105090000_create_customers.sql");

  /// Whether all went as it should.
  boolean play() throws IOException {
    typing.say("A small project: a customer portal in the layout of the Supabase CLI.");
    typing.say("Its database is a fresh PostgreSQL that Towpath brings along.");
    if (!type(Exit.FINE, "status") || !type(Exit.FINE, "plan") || !type(Exit.FINE, "apply")) {
      return false;
    }
    typing.say("The files are replayed on a scratch server, and the two schemas compared:");
    if (!type(Exit.FINE, "verify")) {
      return false;
    }
    typing.say("Someone edits a migration that is already applied. Most tools pass over it:");
    Path file = folder.resolve(APPLIED);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("email text not null", "email text"));
    boolean noticed = type(Exit.REFUSED, "status");
    Files.writeString(file, text);
    typing.say("The edit is taken back. And the way back, by down scripts:");
    return noticed
        && type(Exit.FINE, "undo", "--to", "20260209101500")
        && type(Exit.FINE, "status");
  }

  private boolean type(Exit expected, String... words) {
    String line = String.join(" ", words);
    typing.say("$ " + wiring.screen().program() + " " + line);
    typing.space();
    Cli cli = new Cli(typing.screen(), folder, wiring.clock());
    int exit = cli.run(Stream.concat(Stream.of(words), wiring.look()).toArray(String[]::new));
    return typing.ended(expected, exit, line);
  }
}
