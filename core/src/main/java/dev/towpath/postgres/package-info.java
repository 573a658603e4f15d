/// Connections, session settings, locks held and waited for, the embedded and the scratch server.
@NullMarked
package dev.towpath.postgres;

import org.jspecify.annotations.NullMarked;
