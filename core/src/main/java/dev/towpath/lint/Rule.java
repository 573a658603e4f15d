package dev.towpath.lint;

import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;

/// One thing that a migration should not do, or should do otherwise. Stateless and thread-safe.
///
/// Its page `docs/reference/rules/NAME.md` says what it is, why it hurts, when it fires and what
/// the safe way is; the page's examples are its tests.
public interface Rule {
  /// In kebab case, for what stands in the script: `drop-column`.
  String name();

  /// How much a hit matters where `towpath.yaml` doesn't say otherwise.
  Severity severity();

  /// Whether it is off until `towpath.yaml` names it: for matters of style.
  default boolean isOptional() {
    return false;
  }

  /// The kinds of statement that it may speak of: it isn't asked about others. None stands for all.
  default Set<Class<? extends Node>> statements() {
    return Set.of();
  }

  /// What is to be said about one statement; most often nothing.
  List<Hit> check(Change change);
}
