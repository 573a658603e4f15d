/// Benchmarks. Each is run by `mvn -B -pl bench -am -DskipTests verify -Dbench=NAME`, and its
/// figures stand in `docs/performance.md`.
@NullMarked
package dev.towpath.bench;

import org.jspecify.annotations.NullMarked;
