/// The differences between two schemas that a team expects, each with a reason and an owner.
///
/// [ExpectedFile] reads `catalog-expected.yaml`; [Judged] sets what is expected apart from what
/// is not. The published JSON Schema `docs/reference/catalog-expected.schema.json` accepts and
/// rejects the same files.
@NullMarked
package dev.towpath.catalog.expected;

import org.jspecify.annotations.NullMarked;
