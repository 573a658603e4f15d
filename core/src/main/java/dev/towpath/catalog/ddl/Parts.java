package dev.towpath.catalog.ddl;

import dev.towpath.catalog.Kind;
import java.util.List;

/// Which kinds of objects are made of parts, and of which.
final class Parts {
  static final List<Kind> WHOLES =
      List.of(
          Kind.TABLE,
          Kind.FOREIGN_TABLE,
          Kind.VIEW,
          Kind.MATERIALIZED_VIEW,
          Kind.COMPOSITE_TYPE,
          Kind.DOMAIN,
          Kind.SERVER);

  private Parts() {}

  static boolean canHave(Kind whole, Kind part) {
    return switch (whole) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> part != Kind.USER_MAPPING;
      case COMPOSITE_TYPE -> part == Kind.COLUMN;
      case DOMAIN -> part == Kind.CONSTRAINT;
      case SERVER -> part == Kind.USER_MAPPING;
      default -> false;
    };
  }
}
