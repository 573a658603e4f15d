package dev.towpath.doctor;

/// One thing that was looked at.
///
/// @param name in kebab case
/// @param found what was seen
/// @param advice what to do about it; empty where all is well
public record Check(String name, Outcome outcome, String found, String advice) {
  static Check pass(String name, String found) {
    return new Check(name, Outcome.PASS, found, "");
  }

  static Check warn(String name, String found, String advice) {
    return new Check(name, Outcome.WARN, found, advice);
  }

  static Check fail(String name, String found, String advice) {
    return new Check(name, Outcome.FAIL, found, advice);
  }

  static Check skipped(String name, String why) {
    return new Check(name, Outcome.SKIPPED, why, "");
  }
}
