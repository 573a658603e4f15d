package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.report.Finding;
import java.util.List;

/// A rule about the migrations of a folder as they lie there. Stateless and thread-safe.
@FunctionalInterface
interface FileRule {
  /// Says what is wrong, in the order of the migrations; takes time in proportion to their number.
  List<Finding> check(Layout layout, List<Migration> migrations);
}
