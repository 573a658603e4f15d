/// Locks: what waits for them, and how long they are held. [dev.towpath.lint.rule.lock.LockRules]
/// lists the rules.
@NullMarked
package dev.towpath.lint.rule.lock;

import org.jspecify.annotations.NullMarked;
