package dev.towpath.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mark at a time, or over a length of time, in the charts of a Grafana.
///
/// @param until the end of a length of time; empty for a moment
/// @param tags by which charts choose what they show
public record Annotation(Instant from, Optional<Instant> until, List<String> tags, String text) {}
