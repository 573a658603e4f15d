/// Forges: what is known there of a commit and of its pull request, and what is told to an issue.
@NullMarked
package dev.towpath.forge;

import org.jspecify.annotations.NullMarked;
