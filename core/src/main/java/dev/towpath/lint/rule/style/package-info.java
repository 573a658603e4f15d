/// Types and names that are regretted later; most are off unless they are asked for.
/// [dev.towpath.lint.rule.style.StyleRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.style;

import org.jspecify.annotations.NullMarked;
