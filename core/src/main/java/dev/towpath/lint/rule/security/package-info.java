/// Row security, rights, and what a platform shows to strangers.
/// [dev.towpath.lint.rule.security.SecurityRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.security;

import org.jspecify.annotations.NullMarked;
