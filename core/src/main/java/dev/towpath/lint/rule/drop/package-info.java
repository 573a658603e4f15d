/// What is dropped, and who still needs it. [dev.towpath.lint.rule.drop.DropRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.drop;

import org.jspecify.annotations.NullMarked;
