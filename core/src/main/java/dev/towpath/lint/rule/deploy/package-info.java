/// What code that runs, in the application or in the database, notices of a deploy.
/// [dev.towpath.lint.rule.deploy.DeployRules] lists the rules.
@NullMarked
package dev.towpath.lint.rule.deploy;

import org.jspecify.annotations.NullMarked;
