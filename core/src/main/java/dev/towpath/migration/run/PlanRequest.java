package dev.towpath.migration.run;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;

/// What a plan is made from beside the target: the project's files, as its layout read them.
public record PlanRequest(Layout layout, LayoutFiles files, RunOptions options) {}
