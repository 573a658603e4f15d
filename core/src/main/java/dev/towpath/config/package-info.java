/// Towpath.yaml as typed values, every problem with file, line and column.
@NullMarked
package dev.towpath.config;

import org.jspecify.annotations.NullMarked;
