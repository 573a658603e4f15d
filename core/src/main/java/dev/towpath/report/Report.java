package dev.towpath.report;

import dev.towpath.problem.Exit;
import java.util.List;
import java.util.Map;

/// What a command has to say: for programs `data`, for people `blocks`, for both `findings`.
///
/// @param kind the command's name; with the schema version it heads the JSON
/// @param data JSON as maps, lists, strings, numbers, booleans and nulls, in a stable order
/// @param blocks the same for a person
/// @param findings rendered by every format, after the blocks
/// @param summary the counts, in one line; may be empty
/// @param next what to do now, in one line; may be empty
public record Report(
    String kind,
    Exit exit,
    Map<String, Object> data,
    List<Block> blocks,
    List<Finding> findings,
    String summary,
    String next) {}
