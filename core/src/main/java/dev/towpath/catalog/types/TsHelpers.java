package dev.towpath.catalog.types;

import dev.towpath.catalog.Quoted;

/// The types beside `Database` that programs name: `Tables<"boats">` is a row of a table.
final class TsHelpers {
  static final String JSON =
      """
      export type Json =
        | string
        | number
        | boolean
        | null
        | { [key: string]: Json | undefined }
        | Json[]
      """;

  private static final String HEAD =
      """
      type Schemas = Omit<Database, "__InternalSupabase">

      type DefaultSchema = Schemas[Extract<keyof Schemas, :usual>]

      type Elsewhere = { schema: keyof Schemas }
      """;

  /// `:Type` is what it is called, `:of` gives what a schema holds for the choice, `:part` is what
  /// of a chosen one is meant.
  private static final String PART =
      """

      export type :Type<
        Name extends keyof :default | Elsewhere,
        There extends Name extends Elsewhere ? keyof :there : never = never,
      > = Name extends Elsewhere
        ? :there[There] extends { :part: infer Part }
          ? Part
          : never
        : Name extends keyof :default
          ? :default[Name] extends { :part: infer Part }
            ? Part
            : never
          : never
      """;

  private static final String WHOLE =
      """

      export type :Type<
        Name extends keyof :default | Elsewhere,
        There extends Name extends Elsewhere ? keyof :there : never = never,
      > = Name extends Elsewhere
        ? :there[There]
        : Name extends keyof :default
          ? :default[Name]
          : never
      """;

  private TsHelpers() {}

  /// @param usual the schema whose tables are named without it
  static String types(String usual) {
    return HEAD.replace(":usual", Quoted.of(usual))
        + readable("Row").replace(":Type", "Tables")
        + section(PART, "Tables").replace(":part", "Insert").replace(":Type", "TablesInsert")
        + section(PART, "Tables").replace(":part", "Update").replace(":Type", "TablesUpdate")
        + section(WHOLE, "Enums").replace(":Type", "Enums")
        + section(WHOLE, "CompositeTypes").replace(":Type", "CompositeTypes");
  }

  /// Tables and views are read alike.
  private static String readable(String part) {
    return PART.replace(":default", "(DefaultSchema[\"Tables\"] & DefaultSchema[\"Views\"])")
        .replace(
            ":there",
            "(Schemas[Name[\"schema\"]][\"Tables\"] & Schemas[Name[\"schema\"]][\"Views\"])")
        .replace(":part", part);
  }

  private static String section(String template, String section) {
    return template
        .replace(":default", "DefaultSchema[\"" + section + "\"]")
        .replace(":there", "Schemas[Name[\"schema\"]][\"" + section + "\"]");
  }
}
