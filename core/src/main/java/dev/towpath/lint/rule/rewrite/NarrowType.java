package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.effect.TypeChange;
import dev.towpath.lint.effect.TypeShape;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A change to a type that holds less: values may not fit, or lose something.
final class NarrowType implements AlterTableRule {
  @Override
  public String name() {
    return "narrow-type";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AlteredTable.typeChanges(change).stream()
        .filter(type -> type.isPlain() && !type.before().isEmpty())
        .flatMap(type -> loss(type).map(loss -> hit(type, loss)).stream())
        .toList();
  }

  private static Hit hit(TypeChange type, String loss) {
    return Hit.of(
            "This narrows %s.%s from %s to %s."
                .formatted(type.table(), type.column(), type.before(), type.after()))
        .at(type.to().location())
        .because(loss)
        .help(
            "Count the values that don't fit on the target first, and say by USING what becomes of"
                + " them.");
  }

  private static Optional<String> loss(TypeChange type) {
    TypeShape before = TypeShape.base(type.change(), type.before());
    TypeShape after = TypeShape.base(type.change(), type.after());
    if (before.array() || after.array()) {
      return Optional.empty();
    }
    return loss(before, after);
  }

  private static Optional<String> loss(TypeShape before, TypeShape after) {
    if (before.isText() || before.word().equals("character")) {
      return ofText(before, after);
    }
    if (before.isTime()) {
      return ofTime(before, after);
    }
    return NUMBERS.contains(before.word()) && NUMBERS.contains(after.word())
        ? ofNumber(before, after)
        : Optional.empty();
  }

  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
  private static final Set<String> FLOATS = Set.of("real", "double precision");

  private static Optional<String> ofText(TypeShape before, TypeShape after) {
    if (after.isText() || after.word().equals("character")) {
      return after.limit() < before.limit()
          ? Optional.of(
              "A value of more than %d characters makes it fail.".formatted(after.limit()))
          : Optional.empty();
    }
    return after.word().equals("citext") || after.word().equals("name")
        ? Optional.empty()
        : Optional.of("A value that isn't a valid %s makes it fail.".formatted(after.word()));
  }

  private static Optional<String> ofTime(TypeShape before, TypeShape after) {
    if (!after.isTime()) {
      return after.word().equals("date")
          ? Optional.of("The time of day is cut off without a word.")
          : Optional.empty();
    }
    if (before.word().startsWith("timestamp") && !after.word().startsWith("timestamp")) {
      return Optional.of("The day is cut off without a word.");
    }
    return after.limit() < before.limit()
        ? Optional.of("Fractions of seconds are rounded without a word.")
        : Optional.empty();
  }

  private static Optional<String> ofNumber(TypeShape before, TypeShape after) {
    if (FLOATS.contains(after.word())) {
      boolean exact = after.word().equals("double precision") && !before.word().equals("numeric");
      boolean fits = exact && !before.word().equals("bigint");
      return fits || small(before, after) || before.equals(after)
          ? Optional.empty()
          : Optional.of("Numbers of many digits are rounded without a word.");
    }
    boolean fraction = !before.isInteger() && (before.modifiers().isEmpty() || before.scale() > 0);
    if (after.wholeDigits() < before.wholeDigits()) {
      return Optional.of("A number that is too large makes it fail.");
    }
    boolean unlimited = after.word().equals("numeric") && after.modifiers().isEmpty();
    return fraction && !unlimited && after.scale() < before.scale()
        ? Optional.of("Digits behind the point are rounded away without a word.")
        : Optional.empty();
  }

  /// A real holds a smallint exactly.
  private static boolean small(TypeShape before, TypeShape after) {
    return after.word().equals("real") && before.word().equals("smallint");
  }
}
