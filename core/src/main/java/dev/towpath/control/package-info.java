/// The control database: what Towpath itself must remember about releases, apart from every target.
///
/// It lies in the user's state directory on an embedded server, or wherever `TOWPATH_CONTROL_URL`
/// leads. Its schema `towpath_control` is made and upgraded by numbered scripts. [Control] gives
/// connections and transactions; nothing is opened before somebody asks for it.
@NullMarked
package dev.towpath.control;

import org.jspecify.annotations.NullMarked;
