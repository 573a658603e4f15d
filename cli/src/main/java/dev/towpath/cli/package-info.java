/// Commands and terminal rendering: thin adapters over core.
///
/// [Main] starts the process, [Cli] runs one command line, [Towpath] lists the commands, and each
/// command is one file: it turns options into calls of core, and what comes back into a report.
/// [Wiring] puts the program together.
@NullMarked
package dev.towpath.cli;

import org.jspecify.annotations.NullMarked;
