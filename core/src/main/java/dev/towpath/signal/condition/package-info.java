/// Conditions on signals: one small grammar, used by gates, watches and triggers alike.
///
/// A condition on samples has more answers than yes and no: a window may not be full yet, there may
/// be too little traffic, or no number at all. None of these is ever taken for a yes or a no.
@NullMarked
package dev.towpath.signal.condition;

import org.jspecify.annotations.NullMarked;
