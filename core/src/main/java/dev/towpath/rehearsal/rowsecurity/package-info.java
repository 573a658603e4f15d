/// Row security, exercised as the application would.
@NullMarked
package dev.towpath.rehearsal.rowsecurity;

import org.jspecify.annotations.NullMarked;
