package dev.towpath.probe;

import java.time.Duration;

/// What came of a probe.
///
/// @param said the last answer, as a short phrase
/// @param took the time of all tries together
public record Answer(boolean well, String said, int tries, Duration took) {}
