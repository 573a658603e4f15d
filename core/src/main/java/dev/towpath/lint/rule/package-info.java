/// The guard's rules, one a file; [dev.towpath.lint.rule.Rules] lists them.
@NullMarked
package dev.towpath.lint.rule;

import org.jspecify.annotations.NullMarked;
