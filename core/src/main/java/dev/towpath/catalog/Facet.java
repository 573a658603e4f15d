package dev.towpath.catalog;

import java.util.Locale;

/// A side of every object that two databases may differ in rightly, and that can be left out.
public enum Facet {
  OWNERS {
    @Override
    public boolean covers(Kind kind, String property) {
      return property.equals("owner");
    }
  },
  GRANTS {
    @Override
    public boolean covers(Kind kind, String property) {
      return kind == Kind.DEFAULT_PRIVILEGES
          || property.startsWith(Grants.GIVEN)
          || property.startsWith(Grants.TAKEN);
    }
  },
  EXTENSION_VERSIONS {
    @Override
    public boolean covers(Kind kind, String property) {
      return kind == Kind.EXTENSION && property.equals("version");
    }
  };

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String word() {
    return word;
  }

  /// Whether a property belongs to it.
  public abstract boolean covers(Kind kind, String property);
}
