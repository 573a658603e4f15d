/// Switches of the session or the server that other statements depend on.
/// [dev.towpath.lint.rule.session.SessionRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.session;

import org.jspecify.annotations.NullMarked;
