package dev.towpath.config;

import dev.towpath.report.Finding;
import java.util.List;

/// What came of reading a `towpath.yaml`: a project, or everything that is wrong with the file.
public sealed interface ConfigReading {
  record Good(Project project) implements ConfigReading {}

  record Faulty(List<Finding> findings) implements ConfigReading {}
}
