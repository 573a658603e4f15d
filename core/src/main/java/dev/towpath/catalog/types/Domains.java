package dev.towpath.catalog.types;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.shape.TypeName;
import java.util.Optional;

/// What a domain comes down to. A domain may be over another one.
final class Domains {
  private Domains() {}

  /// The type under a type: itself unless it is a domain.
  static TypeName base(Shape shape, TypeName type) {
    Optional<CatalogObject> domain = domain(shape, type);
    if (domain.isEmpty()) {
      return type;
    }
    TypeName under =
        base(shape, TypeName.read(domain.get().properties().getOrDefault("type", "text")));
    return type.array() ? new TypeName(under.name(), true) : under;
  }

  static boolean notNull(Shape shape, TypeName type) {
    return has(shape, type, "not null");
  }

  static boolean hasDefault(Shape shape, TypeName type) {
    return has(shape, type, "default");
  }

  private static boolean has(Shape shape, TypeName type, String property) {
    Optional<CatalogObject> domain = type.array() ? Optional.empty() : domain(shape, type);
    return domain.isPresent()
        && (domain.get().properties().containsKey(property)
            || has(
                shape,
                TypeName.read(domain.get().properties().getOrDefault("type", "text")),
                property));
  }

  private static Optional<CatalogObject> domain(Shape shape, TypeName type) {
    return Optional.ofNullable(shape.types().get(type.name()))
        .filter(object -> object.name().kind() == Kind.DOMAIN);
  }
}
