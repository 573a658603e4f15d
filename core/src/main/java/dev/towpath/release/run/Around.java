package dev.towpath.release.run;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.release.Commands;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// What a driver has around it.
///
/// @param project the project's folder
/// @param target opens the environment's database
/// @param kept the folder for the evidence of its release
public record Around(
    Path project,
    Map<String, String> variables,
    Commands commands,
    Supplier<OpenTarget> target,
    Path kept,
    InstantSource clock) {}
