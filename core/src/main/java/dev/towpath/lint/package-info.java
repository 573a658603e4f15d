/// The guard: says what a migration will do to a database before it does it.
///
/// [dev.towpath.lint.Guard] reads scripts statement by statement. Each statement becomes a
/// [dev.towpath.lint.Change]: its syntax tree, the transaction that it will run in, and the schema
/// as it will stand then. Each [dev.towpath.lint.Rule], one file and one page, looks at changes
/// and gives hits; the guard makes findings of them. What a later statement of the deploy may put
/// right is said only if it still holds at its end: [dev.towpath.lint.Hit#ifStill].
@NullMarked
package dev.towpath.lint;

import org.jspecify.annotations.NullMarked;
