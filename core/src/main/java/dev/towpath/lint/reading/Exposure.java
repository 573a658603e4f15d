package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import java.util.List;

/// What a platform shows to the whole internet: what is in the schemas that its interface serves
/// and may be used by the roles of its clients.
public final class Exposure {
  /// Whoever has no account, and whoever has one: anyone can get one.
  public static final List<String> CLIENTS = List.of("anon", "authenticated");

  /// The platform gives its clients the use of this schema.
  private static final String OPEN = "public";

  private Exposure() {}

  /// Whether the deploy goes to a platform with such an interface.
  public static boolean isOn(Change change) {
    return change.setting().platform().equals("supabase");
  }

  /// Whether a client without more rights than all have can reach a table, a view or a function.
  public static boolean reaches(Schema schema, Access.Kind kind, Name object) {
    return CLIENTS.stream().anyMatch(role -> reaches(schema, kind, object, role));
  }

  /// The platform's default privileges give its clients all that is made in `public`.
  public static boolean reaches(Schema schema, Access.Kind kind, Name object, String role) {
    boolean usual = object.schema().equals(OPEN);
    return isServed(schema, object.schema())
        && (schema.access().said(kind, object, role).orElse(usual)
            || schema
                .access()
                .said(kind, object, Access.PUBLIC)
                .orElse(kind == Access.Kind.ROUTINE));
  }

  /// A schema is reached that clients were given the use of, if the interface serves it.
  private static boolean isServed(Schema schema, String name) {
    return schema.access().mayServe(name) && (name.equals(OPEN) || isOpen(schema, name));
  }

  private static boolean isOpen(Schema schema, String name) {
    return CLIENTS.stream()
        .anyMatch(
            role ->
                schema.access().said(Access.Kind.SCHEMA, new Name("", name), role).orElse(false));
  }
}
