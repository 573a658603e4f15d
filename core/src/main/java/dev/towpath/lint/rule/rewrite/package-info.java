/// Tables that are written anew while nobody can use them.
/// [dev.towpath.lint.rule.rewrite.RewriteRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.rewrite;

import org.jspecify.annotations.NullMarked;
