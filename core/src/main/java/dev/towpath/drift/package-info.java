/// Whether a target still is what its own history says, told once for each change.
///
/// [DriftCheck] verifies the target as `towpath verify` does; [DriftState] remembers in a file what
/// was told, and [Notifier] runs a command for what is new or gone.
@NullMarked
package dev.towpath.drift;

import org.jspecify.annotations.NullMarked;
