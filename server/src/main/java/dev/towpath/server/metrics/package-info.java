/// Figures of releases, backups and the ledger, in the text format that Prometheus reads.
@NullMarked
package dev.towpath.server.metrics;

import org.jspecify.annotations.NullMarked;
