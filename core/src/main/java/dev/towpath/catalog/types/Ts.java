package dev.towpath.catalog.types;

import dev.towpath.catalog.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A type of TypeScript. [Layout] writes it over lines.
sealed interface Ts {
  /// Never broken over lines.
  record Word(String text) implements Ts {}

  /// One of several.
  record Union(List<Ts> members) implements Ts {}

  /// An object.
  ///
  /// @param inline whether it stands on one line if there is room
  record Fields(List<Field> fields, boolean inline) implements Ts {}

  /// A list of a known length.
  record Tuple(List<Ts> members) implements Ts {}

  /// A type with something right behind it: `[]`, ` | null`.
  record Ending(Ts type, String end) implements Ts {}

  /// One member of an object.
  record Field(String key, boolean optional, Ts type) {
    static Field of(String name, Ts type) {
      return new Field(Ts.key(name), false, type);
    }

    static Field optional(String name, Ts type) {
      return new Field(Ts.key(name), true, type);
    }

    Field withOptional(boolean may) {
      return new Field(key, may, type);
    }
  }

  static Ts word(String text) {
    return new Word(text);
  }

  static Ts text(String value) {
    return new Word(Quoted.of(value));
  }

  /// An object with nothing in it is written as one that can't have anything.
  static Ts section(Stream<Field> fields) {
    List<Field> all = fields.toList();
    return new Fields(
        all.isEmpty() ? List.of(new Field("[_ in never]", false, new Word("never"))) : all, false);
  }

  static Ts union(List<String> words) {
    return words.size() == 1
        ? new Word(words.getFirst())
        : new Union(words.stream().map(Ts::word).toList());
  }

  static Ts tuple(Stream<String> texts) {
    return new Tuple(texts.map(Ts::text).toList());
  }

  /// `type | null`, but for a type that allows everything already.
  static Ts nullable(Ts type) {
    if (type.equals(new Word("unknown"))) {
      return type;
    }
    if (type instanceof Union union) {
      List<Ts> members = new ArrayList<>(union.members());
      members.add(new Word("null"));
      return new Union(members);
    }
    return type instanceof Word
        ? new Union(List.of(type, new Word("null")))
        : new Ending(type, " | null");
  }

  static Ts array(Ts type) {
    return switch (type) {
      case Union union ->
          new Word(
              union.members().stream()
                  .map(member -> ((Word) member).text())
                  .collect(Collectors.joining(" | ", "(", ")[]")));
      case Word word -> new Word(word.text() + "[]");
      case Fields fields -> new Ending(fields, "[]");
      case Tuple tuple -> new Ending(tuple, "[]");
      case Ending ending -> new Ending(ending, "[]");
    };
  }

  /// A name as the key of an object: in quotes unless it is an identifier.
  static String key(String name) {
    return name.matches("[A-Za-z_$][A-Za-z0-9_$]*") ? name : Quoted.of(name);
  }
}
