/// Alerts that an Alertmanager told of: its message, and the table that remembers them.
@NullMarked
package dev.towpath.alert;

import org.jspecify.annotations.NullMarked;
