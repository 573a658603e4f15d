package dev.towpath.postgres;

import java.nio.file.Path;
import java.util.List;

/// The programs of one PostgreSQL version on this machine.
///
/// @param home the folder that holds `bin`, `lib` and `share`, or `bin` alone
/// @param label version and digest, fit for a file name; two distributions with one label are the
///     same
record Distribution(Path home, int major, String label) {
  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  List<String> command(String program, List<String> arguments) {
    List<String> words = new java.util.ArrayList<>(List.of(program(program)));
    words.addAll(arguments);
    return Runner.current().command(words);
  }
}
