/// What a statement does to the objects around it: the forms of the lock table that it consists of,
/// with its own objects in their roles, and the locks, rewrites and scans that follow.
@NullMarked
package dev.towpath.lint.effect;

import org.jspecify.annotations.NullMarked;
