/// Partitioned tables, and the way to one. [dev.towpath.lint.rule.partition.PartitionRules] lists
/// the rules.
@NullMarked
package dev.towpath.lint.rule.partition;

import org.jspecify.annotations.NullMarked;
