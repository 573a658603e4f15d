package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.report.Finding;
import java.util.List;

/// What a layout found in a folder: the migrations in the order they run, and what is wrong.
///
/// A finding that is an error means that a file can't be trusted to be what it seems: nothing is
/// applied from such a folder.
public record LayoutFiles(List<Migration> migrations, List<Finding> findings) {}
