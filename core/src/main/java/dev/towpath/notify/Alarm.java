package dev.towpath.notify;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// That a message is about something which is so for a time: a channel that can, shows it as one.
///
/// @param key the same for its begin and its end
/// @param over whether it is over
/// @param details for people, by name
/// @param charts files in SVG, for a channel that takes files
public record Alarm(
    String key, boolean over, SortedMap<String, String> details, List<Path> charts) {}
