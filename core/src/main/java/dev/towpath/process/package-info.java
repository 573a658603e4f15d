/// Commands of a project, run as children of this process: with a limit, and without leaving any
/// of their own children behind.
@NullMarked
package dev.towpath.process;

import org.jspecify.annotations.NullMarked;
