/// Constraints: what is read under lock to prove them, and what they are worth.
/// [dev.towpath.lint.rule.constraint.ConstraintRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.constraint;

import org.jspecify.annotations.NullMarked;
