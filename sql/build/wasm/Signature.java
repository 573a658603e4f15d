package wasm;

/// The type of a function; each value type is one character.
record Signature(String parameters, String results) {
  static final char I32 = 0x7f;
}
