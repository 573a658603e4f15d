/// YAML files of a project, read so that each problem is named with its line and column.
@NullMarked
package dev.towpath.yaml;

import org.jspecify.annotations.NullMarked;
