package dev.towpath.sql;

/// Why a statement of a script can't be sent to a server: a sentence, and where in the whole
/// text, in UTF-16 code units.
public record ScriptError(String message, int offset) {}
