/// Statements on rows: lost ones, and many at once. [dev.towpath.lint.rule.rows.RowRules] lists the
/// rules.
@NullMarked
package dev.towpath.lint.rule.rows;

import org.jspecify.annotations.NullMarked;
