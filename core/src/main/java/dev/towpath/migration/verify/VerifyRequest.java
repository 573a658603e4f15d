package dev.towpath.migration.verify;

import dev.towpath.catalog.Facet;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import java.util.Set;

/// What to verify beside the target: the project's files, and what of the schema may differ.
///
/// @param left facets that are not compared
public record VerifyRequest(Layout layout, LayoutFiles files, Set<Facet> left) {
  /// Who owns an object, and which build of an extension a server has, is seldom the migrations'
  /// affair.
  public static final Set<Facet> USUALLY_LEFT = Set.of(Facet.OWNERS, Facet.EXTENSION_VERSIONS);

  public VerifyRequest {
    left = Set.copyOf(left);
  }

  public static VerifyRequest of(Layout layout, LayoutFiles files) {
    return new VerifyRequest(layout, files, USUALLY_LEFT);
  }
}
