/// Proves that the history, the files and the database agree.
///
/// [Verifier] compares the history with the files, replays the applied files on a scratch server,
/// compares the two schemas object by object, and traces what is missing to its migration.
@NullMarked
package dev.towpath.migration.verify;

import org.jspecify.annotations.NullMarked;
