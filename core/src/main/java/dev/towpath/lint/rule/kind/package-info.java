/// What rules about one kind of statement have in common: they are asked about no other.
@NullMarked
package dev.towpath.lint.rule.kind;

import org.jspecify.annotations.NullMarked;
