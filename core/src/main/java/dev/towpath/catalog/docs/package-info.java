/// The reference of a schema for a person to read: Markdown with diagrams in Mermaid.
@NullMarked
package dev.towpath.catalog.docs;

import org.jspecify.annotations.NullMarked;
