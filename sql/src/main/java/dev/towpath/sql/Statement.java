package dev.towpath.sql;

import java.util.Optional;

/// One statement of a script.
///
/// @param index its place in the script, from 0
/// @param span from its first to behind its last lexical unit in the whole text, the semicolon
///     and comments around it aside
/// @param sql the text of the span
/// @param copy the rows of a `COPY ... FROM stdin`
/// @param error why it can't be sent to a server as it stands, empty if nothing is known against
///     it
public record Statement(
    int index, Span span, String sql, Optional<CopyData> copy, Optional<ScriptError> error) {}
