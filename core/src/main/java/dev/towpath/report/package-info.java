/// What a command has to say, as data; one model, rendered as text, JSON, Markdown, SARIF, JUnit.
@NullMarked
package dev.towpath.report;

import org.jspecify.annotations.NullMarked;
