package dev.towpath.lint.locks;

import java.util.List;

/// One kind of statement, with an example and what must be there before it.
///
/// @param since the first major version that has it
public record LockForm(
    String name, String section, int since, List<String> setup, String statement) {}
