/// Signals: numbers that say how the running system is, asked for again and again.
///
/// A sample is a good number, a number that rests on too little traffic, or none, with the reason.
/// What can't be read is never taken for good: no source makes a number up.
@NullMarked
package dev.towpath.signal;

import org.jspecify.annotations.NullMarked;
