/// Digests of bytes, by which records, files and statements are known again.
@NullMarked
package dev.towpath.digest;

import org.jspecify.annotations.NullMarked;
