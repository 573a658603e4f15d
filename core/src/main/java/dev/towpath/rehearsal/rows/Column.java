package dev.towpath.rehearsal.rows;

/// A column that can be given a value.
///
/// @param name as SQL writes it, quoted where it must be
/// @param type as SQL writes it, with its length: `numeric(10,2)`
/// @param base the name in `pg_type` of what a domain rests on, or of the type itself
/// @param form what kind of type that is, as `pg_type.typtype` has it: `b`, `e`, `r`, `c`
/// @param element for an array the type of its elements, as [#base]; else empty
/// @param modifier of the base type, as `pg_attribute.atttypmod` has it
/// @param automatic whether it is an identity or a generated column, which takes no value
/// @param byDefault the expression of its default; may be empty
/// @param domain the checks of its domain; may be empty
public record Column(
    String name,
    String type,
    String base,
    String form,
    String element,
    int modifier,
    boolean notNull,
    boolean automatic,
    String byDefault,
    String domain) {
  private static final int HEADER = 4;

  /// The characters that fit, or 0 for no limit.
  int length() {
    boolean limited = base.equals("varchar") || base.equals("bpchar");
    return limited && modifier > HEADER ? modifier - HEADER : 0;
  }

  /// The digits before the point that fit, or 0 for no limit.
  int digits() {
    if (!base.equals("numeric") || modifier <= HEADER) {
      return 0;
    }
    int precision = (modifier - HEADER) >> 16 & 0xffff;
    int scale = (modifier - HEADER) & 0x7ff;
    return Math.max(0, precision - scale);
  }

  /// Whether an INSERT has to give it a value.
  public boolean required() {
    return notNull && !automatic && byDefault.isEmpty();
  }

  public boolean isArray() {
    return !element.isEmpty();
  }

  public boolean isNumber() {
    return switch (base) {
      case "int2", "int4", "int8", "numeric", "float4", "float8", "money" -> true;
      default -> false;
    };
  }

  public boolean isText() {
    return switch (base) {
      case "text", "varchar", "bpchar", "citext", "name" -> true;
      default -> false;
    };
  }

  /// Whether the server's own default is taken: one that yields the same in every run.
  boolean defaulted() {
    return !byDefault.isEmpty()
        && switch (base) {
          case "uuid", "timestamp", "timestamptz", "date", "time", "timetz" -> false;
          default -> !byDefault.startsWith("NULL") && !byDefault.contains("random");
        };
  }
}
