package dev.towpath.catalog;

import java.util.Locale;

/// What a difference means to those who live with the second schema; the gravest comes first.
public enum Weight {
  LOOSENS_SECURITY("loosens security"),
  DESTRUCTIVE("destructive"),
  /// Whether for better or worse, a person has to say.
  TOUCHES_SECURITY("touches security"),
  TIGHTENS_SECURITY("tightens security"),
  OTHER("other"),
  ADDITIVE("additive");

  private final String words;

  Weight(String words) {
    this.words = words;
  }

  /// The word in JSON: `loosens-security`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The words in a sentence: `loosens security`.
  public String words() {
    return words;
  }

  /// What holds if something is granted or opened, and the contrary.
  static Weight opens(boolean more) {
    return more ? LOOSENS_SECURITY : TIGHTENS_SECURITY;
  }
}
