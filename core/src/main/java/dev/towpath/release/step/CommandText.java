package dev.towpath.release.step;

import java.time.Duration;
import java.util.List;

/// A command as a runbook gives it.
///
/// @param folder relative to the project; empty for the project's own
public record CommandText(List<String> words, String folder, Duration limit) {}
