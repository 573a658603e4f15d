package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A type taken apart: `character varying(20)` is a word and a modifier.
public record TypeShape(String word, List<Integer> modifiers, boolean array) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /// Digits behind the second's point, where none are given.
  public static final int FINEST_TIME = 6;

  private static final Set<String> TIMES =
      Set.of(
          "timestamp without time zone",
          "timestamp with time zone",
          "time without time zone",
          "time with time zone");
  private static final Pattern PARTS =
      Pattern.compile("([^(\\[]+)(?:\\(([-\\d,]+)\\))?([^\\[]*)(\\[.*)?");

  /// Takes a type's text apart.
  ///
  /// @param text as the schema has it
  public static TypeShape of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return new TypeShape(text, List.of(), false);
    }
    List<Integer> modifiers =
        parts.group(2) == null
            ? List.of()
            : Arrays.stream(parts.group(2).split(",")).map(Integer::valueOf).toList();
    String word = parts.group(1) + parts.group(3);
    return new TypeShape(
        word.endsWith(".citext") ? "citext" : word, modifiers, parts.group(4) != null);
  }

  /// The same with the base type of a domain in its place.
  public static TypeShape base(Change change, String text) {
    TypeShape shape = of(text);
    int dot = shape.word.lastIndexOf('.');
    Name name =
        dot < 0
            ? new Name("", shape.word)
            : new Name(shape.word.substring(0, dot), shape.word.substring(dot + 1));
    return change
        .schema()
        .type(name)
        .filter(type -> type.sort() == Schema.Type.Sort.DOMAIN && !type.base().isEmpty())
        .map(type -> of(type.base()))
        .orElse(shape);
  }

  public boolean isText() {
    return word.equals("text") || word.equals("character varying");
  }

  public boolean isTime() {
    return TIMES.contains(word);
  }

  /// How many characters, bits or digits of a second it holds.
  public int limit() {
    if (!modifiers.isEmpty()) {
      return modifiers.getFirst();
    }
    return switch (word) {
      case "character", "bit" -> 1;
      default -> isTime() ? FINEST_TIME : UNLIMITED;
    };
  }

  /// Digits behind the point, of a numeric with modifiers.
  public int scale() {
    return modifiers.size() > 1 ? modifiers.get(1) : 0;
  }

  /// Digits in front of the point.
  public int wholeDigits() {
    return switch (word) {
      case "smallint" -> 5;
      case "integer" -> 10;
      case "bigint" -> 19;
      default -> modifiers.isEmpty() ? UNLIMITED : modifiers.getFirst() - scale();
    };
  }

  public boolean isInteger() {
    return word.equals("smallint") || word.equals("integer") || word.equals("bigint");
  }
}
