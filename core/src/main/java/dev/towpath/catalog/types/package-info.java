/// Types for programs that use a database, written from its catalog: TypeScript in the shape that
/// the clients of Supabase read, and Java records.
@NullMarked
package dev.towpath.catalog.types;

import org.jspecify.annotations.NullMarked;
