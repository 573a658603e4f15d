package dev.towpath.lint.effect;

import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A part of what a statement does: a command of an ALTER TABLE, a table of a DROP, or the whole.
public sealed interface Part {

  /// A form of the lock table, with the objects that have its roles. Indexes have no names here:
  /// they go with their table.
  record Form(String name, Map<Role, List<Name>> objects) implements Part {
    public Form {
      objects = Map.copyOf(objects);
    }

    static Form of(String name) {
      return new Form(name, Map.of());
    }

    static Form of(String name, Role role, Name object) {
      return new Form(name, Map.of(role, List.of(object)));
    }

    Form with(Role role, Collection<Name> more) {
      Map<Role, List<Name>> all = new EnumMap<>(Role.class);
      all.putAll(objects);
      all.put(role, List.copyOf(more));
      return new Form(name, all);
    }
  }

  /// One of several forms; which one can't be told from what is known.
  record OneOf(List<Form> forms, String why) implements Part {
    public OneOf {
      forms = List.copyOf(forms);
    }
  }

  /// Something of which nothing can be told.
  record Unknown(String why) implements Part {}

  static Part oneOf(String why, Form... forms) {
    return new OneOf(List.of(forms), why);
  }
}
