/// Migrations: what a project's files say, what a target's history says, and the way between them.
///
/// The model stands here. `layout` reads files, `history` reads and writes the target's own table,
/// `status` compares the two, `run` plans, applies and undoes, `verify` proves what landed.
@NullMarked
package dev.towpath.migration;

import org.jspecify.annotations.NullMarked;
