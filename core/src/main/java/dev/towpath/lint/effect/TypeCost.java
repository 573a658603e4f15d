package dev.towpath.lint.effect;

import dev.towpath.lint.effect.TypeChange.Cost;

/// What it costs to turn one type into another, as real servers were seen to do it.
final class TypeCost {
  private TypeCost() {}

  static Cost of(TypeShape before, TypeShape after) {
    if (before.equals(after)) {
      return Cost.NONE;
    }
    if (before.array() || after.array()) {
      return Cost.REWRITE;
    }
    return switch (after.word()) {
      case "text" -> toText(before);
      case "character varying" -> toVarchar(before, after);
      case "citext" -> indexes(before.isText());
      case "numeric" -> free(before.word().equals("numeric") && holds(before, after));
      case "bit varying" -> toVarbit(before, after);
      case "inet" -> free(before.word().equals("cidr"));
      case "oid" -> indexes(before.word().equals("integer"));
      case "integer" -> indexes(before.word().equals("oid"));
      default -> after.isTime() ? toTime(before, after) : Cost.REWRITE;
    };
  }

  private static Cost free(boolean free) {
    return free ? Cost.NONE : Cost.REWRITE;
  }

  private static Cost indexes(boolean alone) {
    return alone ? Cost.INDEXES : Cost.REWRITE;
  }

  private static Cost toText(TypeShape before) {
    return before.word().equals("citext")
        ? Cost.INDEXES
        : free(before.isText() || before.word().equals("xml"));
  }

  private static Cost toVarchar(TypeShape before, TypeShape after) {
    if (after.limit() == TypeShape.UNLIMITED) {
      return toText(before);
    }
    return free(before.isText() && after.limit() >= before.limit());
  }

  private static Cost toVarbit(TypeShape before, TypeShape after) {
    if (before.word().equals("bit") && after.limit() == TypeShape.UNLIMITED) {
      return Cost.INDEXES;
    }
    return free(before.word().equals("bit varying") && after.limit() >= before.limit());
  }

  /// Whether a numeric holds all values of another just as they are written.
  private static boolean holds(TypeShape before, TypeShape after) {
    return after.modifiers().isEmpty()
        || (!before.modifiers().isEmpty()
            && after.scale() == before.scale()
            && after.limit() >= before.limit());
  }

  private static Cost toTime(TypeShape before, TypeShape after) {
    if (before.word().equals(after.word())) {
      return free(after.limit() >= before.limit());
    }
    boolean stamps = before.word().startsWith("timestamp") && after.word().startsWith("timestamp");
    return stamps && after.limit() == TypeShape.FINEST_TIME ? Cost.UTC : Cost.REWRITE;
  }
}
