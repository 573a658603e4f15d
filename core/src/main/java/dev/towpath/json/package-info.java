/// JSON for records that outlive the program: one text for one value, and reading it back.
@NullMarked
package dev.towpath.json;

import org.jspecify.annotations.NullMarked;
