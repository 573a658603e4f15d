package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Finding;
import java.util.Optional;
import java.util.function.Predicate;

/// A finding that the rest of the deploy, or a word beside the statement, may take back.
///
/// @param offset of the statement in the file
/// @param routine whose body it is in
/// @param still asked when the deploy is done: without it nothing is said
record Verdict(Finding finding, int offset, Optional<Name> routine, Predicate<Schema> still) {}
