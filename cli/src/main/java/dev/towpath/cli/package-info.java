/// Commands and terminal rendering: thin adapters over core.
@NullMarked
package dev.towpath.cli;

import org.jspecify.annotations.NullMarked;
