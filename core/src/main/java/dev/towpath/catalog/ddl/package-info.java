/// DDL that turns one catalog into another.
///
/// [Ddl] compares two snapshots and gives a [DdlScript]: statements in an order in which they run,
/// and [Gap]s for what no statement can do. [Remakes] finds what must be dropped and made again, a
/// [Family] for each family of objects writes its statements as [Step]s, and [Order] sorts these by
/// phase and by what each object needs.
@NullMarked
package dev.towpath.catalog.ddl;

import org.jspecify.annotations.NullMarked;
