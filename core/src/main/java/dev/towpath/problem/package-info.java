/// Errors as data: what happened, where, why, what state the database is in now, what to do next.
///
/// An expected failure is a [Problem], carried by [ProblemException] alone; the terminal and JSON
/// render the same record. Each code has a page under `docs/reference/problems`.
@NullMarked
package dev.towpath.problem;

import org.jspecify.annotations.NullMarked;
