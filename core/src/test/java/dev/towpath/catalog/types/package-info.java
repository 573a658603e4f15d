@NullMarked
package dev.towpath.catalog.types;

import org.jspecify.annotations.NullMarked;
