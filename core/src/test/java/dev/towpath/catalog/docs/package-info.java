@NullMarked
package dev.towpath.catalog.docs;

import org.jspecify.annotations.NullMarked;
