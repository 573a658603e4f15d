/// What `towpath doctor` looks at: this machine, and a target, with what to do about each finding.
@NullMarked
package dev.towpath.doctor;

import org.jspecify.annotations.NullMarked;
