package dev.towpath.migration.verify;

import dev.towpath.catalog.Facet;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import java.util.List;
import java.util.Set;

/// What to verify beside the target: the project's files, and what of the schema may differ.
///
/// @param left facets that are not compared
/// @param needs whether what each object needs is read too, which DDL is ordered by
/// @param also migrations that are not applied, and replayed behind those that are
public record VerifyRequest(
    Layout layout, LayoutFiles files, Set<Facet> left, boolean needs, List<Migration> also) {
  /// Who owns an object, and which build of an extension a server has, is seldom the migrations'
  /// affair.
  public static final Set<Facet> USUALLY_LEFT = Set.of(Facet.OWNERS, Facet.EXTENSION_VERSIONS);

  public VerifyRequest {
    left = Set.copyOf(left);
    also = List.copyOf(also);
  }

  public VerifyRequest(Layout layout, LayoutFiles files, Set<Facet> left) {
    this(layout, files, left, false, List.of());
  }

  /// The same as if this migration were applied too.
  public VerifyRequest also(Migration migration) {
    return new VerifyRequest(layout, files, left, false, List.of(migration));
  }

  /// The same with what each object needs.
  public VerifyRequest withNeeds() {
    return new VerifyRequest(layout, files, left, true, also);
  }

  public static VerifyRequest of(Layout layout, LayoutFiles files) {
    return new VerifyRequest(layout, files, USUALLY_LEFT);
  }
}
