package dev.towpath.alert;

import java.time.Instant;
import java.util.Map;

/// An alert, as an Alertmanager tells of it.
///
/// @param fingerprint of its labels; the alert's name among them is `alertname`
/// @param starts when this episode of it began
public record Alert(
    String fingerprint, Map<String, String> labels, boolean firing, Instant starts) {}
