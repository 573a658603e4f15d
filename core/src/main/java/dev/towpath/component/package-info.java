/// Components: the parts that are deployed beside the database, each with its revisions.
///
/// What a tool's exit code says is not believed: what serves is asked before and after.
@NullMarked
package dev.towpath.component;

import org.jspecify.annotations.NullMarked;
