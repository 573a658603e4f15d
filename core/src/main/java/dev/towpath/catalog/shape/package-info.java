/// What the objects of a catalog are to each other: relations with their columns and keys, where
/// the columns of a view come from, routines with their parameters.
///
/// A catalog holds texts as the server writes them; this package reads names, types, keys and
/// parameters out of them. [Shape] is the way in.
@NullMarked
package dev.towpath.catalog.shape;

import org.jspecify.annotations.NullMarked;
