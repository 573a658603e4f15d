package dev.towpath.rehearsal.rowsecurity;

import java.util.Locale;

/// What a policy may be for.
enum Command {
  SELECT('r'),
  INSERT('a'),
  UPDATE('w'),
  DELETE('d');

  private final char letter;

  Command(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
