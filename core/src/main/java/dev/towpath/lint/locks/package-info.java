/// What each kind of statement does to the objects around it: the locks it takes, what it rewrites,
/// what it reads in full. Nothing here is typed in by hand: `lock-table.tsv` was written by running
/// every form of `lock-forms.sql` on real servers of each major version.
@NullMarked
package dev.towpath.lint.locks;

import org.jspecify.annotations.NullMarked;
