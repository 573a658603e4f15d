/// Requests over HTTP, each with a limit on the time and on the bytes of its answer.
@NullMarked
package dev.towpath.http;

import org.jspecify.annotations.NullMarked;
