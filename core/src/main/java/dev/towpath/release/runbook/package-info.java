/// Runbooks as code: a YAML file as typed values, every problem with its line and column.
@NullMarked
package dev.towpath.release.runbook;

import org.jspecify.annotations.NullMarked;
