/// Messages to people and their systems, with a log of each delivery.
@NullMarked
package dev.towpath.notify;

import org.jspecify.annotations.NullMarked;
