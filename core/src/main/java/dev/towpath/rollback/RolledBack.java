package dev.towpath.rollback;

import java.time.Duration;
import java.util.List;

/// What a rollback came to: the target is at that version, and that was verified.
///
/// @param undone how many migrations this run undid
/// @param resumed whether an earlier run had begun it
/// @param frozen whether the target was frozen before, and still is
/// @param kept the database or the files that restored ones have taken the place of; empty for none
/// @param said what was verified and what wasn't, a sentence each
public record RolledBack(
    String target,
    String to,
    int undone,
    boolean resumed,
    boolean frozen,
    String kept,
    List<String> said,
    Duration took) {}
