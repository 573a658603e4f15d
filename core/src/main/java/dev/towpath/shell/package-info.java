/// Commands of a project, run with a limit of time and of output, and ended with their children.
@NullMarked
package dev.towpath.shell;

import org.jspecify.annotations.NullMarked;
