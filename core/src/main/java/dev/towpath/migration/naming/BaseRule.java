package dev.towpath.migration.naming;

import dev.towpath.report.Finding;
import java.util.List;

/// A rule about migrations that may need the base branch. Stateless and thread-safe.
@FunctionalInterface
interface BaseRule {
  List<Finding> check(NamingInput input);
}
