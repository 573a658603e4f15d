/// `towpath.yaml` as typed values, every problem with file, line and column.
///
/// [ConfigFile] reads the file of a project: composed to nodes that know their place, walked by the
/// readers of `yaml`, which collect what is wrong instead of stopping at the first thing. The
/// published JSON Schema `docs/reference/towpath.schema.json` accepts and rejects the same files.
@NullMarked
package dev.towpath.config;

import org.jspecify.annotations.NullMarked;
