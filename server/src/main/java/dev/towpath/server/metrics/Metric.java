package dev.towpath.server.metrics;

import java.util.List;
import java.util.Locale;

/// What is measured. All of them are gauges: what is true now, or was at the end of something.
public enum Metric {
  TOWPATH_RELEASE_STEP_SECONDS(
      "How long a step took, or takes so far, in seconds.",
      List.of("environment", "release", "step", "kind")),
  TOWPATH_GATE_RESULT(
      "1 where a step that can say no said yes, 0 where it said no.",
      List.of("environment", "release", "step", "kind")),
  TOWPATH_BACK_FILL_ROUNDS_PER_SECOND(
      "How often a second a step that repeats its SQL ran it, with its pauses, when it ended.",
      List.of("environment", "release", "step", "kind")),
  TOWPATH_RELEASES("How many of the newest releases stand so.", List.of("environment", "standing")),
  TOWPATH_BACKUP_PROVED_AGE_SECONDS(
      "How long ago the newest backup that was restored well was made, in seconds; +Inf where there"
          + " is none.",
      List.of("environment")),
  TOWPATH_LEDGER_RECORDS("How many records the ledger has.", List.of()),
  TOWPATH_LEDGER_BYTES("How many bytes the ledger takes in the control database.", List.of()),
  TOWPATH_SOURCE_UP(
      "1 where the figures of a source could be read, 0 where not; they are missing then.",
      List.of("source"));

  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Metric(String help, List<String> labels) {
    this.help = help;
    this.labels = labels;
  }

  /// As Prometheus knows it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }

  /// One value of it.
  ///
  /// @param values of its labels, in their order
  Sample of(double value, String... values) {
    return new Sample(this, List.of(values), value);
  }
}
