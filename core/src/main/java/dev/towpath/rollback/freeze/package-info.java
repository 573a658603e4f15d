/// Maintenance mode: a database in which nothing can be written, until it is thawed.
///
/// A [Guard] on each table refuses what would write; the record of it stands in Towpath's own
/// schema on the target, before anything is changed, so that a thaw finds what a crash has left.
@NullMarked
package dev.towpath.rollback.freeze;

import org.jspecify.annotations.NullMarked;
