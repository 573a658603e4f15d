/// The schema of a database as data; snapshots of it are compared.
@NullMarked
package dev.towpath.catalog;

import org.jspecify.annotations.NullMarked;
