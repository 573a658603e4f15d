package dev.towpath.catalog.shape;

import dev.towpath.catalog.CatalogObject;
import java.util.Optional;

/// A column of a relation, or an attribute of a composite type.
public record Column(CatalogObject object) {
  public String name() {
    return object.name().name();
  }

  /// As the server writes it, with modifiers.
  public String typeText() {
    return property("type").orElse("");
  }

  public TypeName type() {
    return TypeName.read(typeText());
  }

  public boolean notNull() {
    return property("not null").isPresent();
  }

  /// Whether a row may be inserted without a value for it, though it is not null.
  public boolean hasDefault() {
    return property("default").isPresent() || property("identity").isPresent();
  }

  /// Whether the server alone gives its value.
  public boolean generatedAlways() {
    return property("generated").isPresent()
        || property("identity").filter("always"::equals).isPresent();
  }

  public Optional<String> property(String name) {
    return Optional.ofNullable(object.properties().get(name));
  }
}
