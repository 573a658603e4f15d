/// Forges: what is known there of a commit and of its pull request.
@NullMarked
package dev.towpath.forge;

import org.jspecify.annotations.NullMarked;
