/// What Towpath answers over HTTP. [Listen] says where and to whom, [WebServer] holds the limits,
/// and [Routes] is the list of what can be asked.
@NullMarked
package dev.towpath.server;

import org.jspecify.annotations.NullMarked;
