package dev.towpath.release.runbook;

import dev.towpath.problem.Location;
import dev.towpath.release.step.Step;
import java.util.List;
import java.util.Optional;

/// One step of a runbook, with what every kind may have beside its own word.
///
/// @param number from 1, in the order of the file; the steps of `roll-back` count on
/// @param kind the word
/// @param name a person's own name for it, or what it does
/// @param owner the role that answers for it
/// @param keep patterns of files that are archived as evidence, relative to the project
public record RunbookStep(
    int number,
    String kind,
    Step step,
    String name,
    Optional<String> owner,
    Optional<Offset> at,
    List<String> keep,
    OnFailure onFailure,
    Location where) {}
