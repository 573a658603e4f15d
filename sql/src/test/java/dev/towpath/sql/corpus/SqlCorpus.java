package dev.towpath.sql.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes up PostgreSQL statements, the same ones for the same seed: most kinds of DDL from
/// templates, tables of many columns, views, and PL/pgSQL functions of up to some 30 KB.
public final class SqlCorpus {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final int DEEPEST = 3;
  private static final List<String> WORDS =
      List.of("account", "invoice", "shipment", "ledger", "ticket", "parcel", "größe", "\"Sloop\"");
  private static final List<String> SCHEMAS = List.of("", "", "public.", "shop.", "\"Mixed\".");
  private static final List<String> COLUMNS =
      List.of("id", "code", "title", "amount", "valid_from", "payload", "owner_id", "tags", "lang");
  private static final List<String> TYPES =
      List.of(
          "integer",
          "bigint",
          "text",
          "varchar(255)",
          "numeric(12,2)",
          "double precision",
          "boolean",
          "timestamp(3) with time zone",
          "interval day to second(3)",
          "uuid",
          "jsonb",
          "text[]",
          "int4range",
          "bit varying(16)",
          "\"My Type\"",
          "shop.kind",
          "integer[][]");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "42",
          "-1",
          "3.14",
          "1e-3",
          "'it''s'",
          "E'a\\nb'",
          "true",
          "NULL",
          "now()",
          "'2024-01-01'::date",
          "$$dollar$$",
          "B'1010'",
          "X'1F'",
          "U&'d\\0061t'",
          "1_000_000",
          "0x1F",
          "ARRAY[1, 2]",
          "interval '1 day'",
          "CURRENT_USER");
  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "||", "->>", "@>", "&&", "~*", "=", "<>", ">=", "AND", "OR", "LIKE");

  private final SplittableRandom random;
  private final List<String> templates;
  private int names;

  private SqlCorpus(long seed) {
    random = new SplittableRandom(seed);
    templates = templates();
  }

  /// As many statements as asked for.
  public static List<String> statements(long seed, int count) {
    SqlCorpus corpus = new SqlCorpus(seed);
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statements.add(corpus.statement(i));
    }
    return statements;
  }

  /// The statement with something taken out, doubled or put in: most often no SQL any more.
  public static String mutated(String sql, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int from = random.nextInt(sql.length());
    int to = Math.min(sql.length(), from + 1 + random.nextInt(12));
    String middle =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> sql.substring(from, to).repeat(2);
          default -> "(;'\"$é,[.:".substring(random.nextInt(10)) + sql.substring(from, to);
        };
    return sql.substring(0, from) + middle + sql.substring(to);
  }

  private static List<String> templates() {
    try (InputStream in = SqlCorpus.class.getResourceAsStream("statements.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String statement(int number) {
    return switch (number % 10) {
      case 0, 1, 2, 3, 4, 5 -> filled(templates.get((number * 7) % templates.size()), 0);
      case 6, 7 -> table();
      case 8 -> "CREATE OR REPLACE VIEW {table} AS ".transform(t -> filled(t, 0)) + select(0);
      default -> function(number % 50 == 49 ? 150 : 8);
    };
  }

  private String filled(String template, int depth) {
    Matcher place = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(text, Matcher.quoteReplacement(part(place.group(1), depth + 1)));
    }
    return place.appendTail(text).toString();
  }

  private String part(String place, int depth) {
    return switch (place) {
      case "table" -> any(SCHEMAS) + name();
      case "name" -> name();
      case "column" -> any(COLUMNS);
      case "type" -> any(TYPES);
      case "literal" -> any(LITERALS);
      case "constraints" -> any(List.of("", "NOT NULL", "UNIQUE", "DEFAULT " + any(LITERALS)));
      case "expression" -> expression(depth);
      case "select" -> select(depth);
      default -> throw new IllegalArgumentException(place);
    };
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String name() {
    String word = any(WORDS);
    return word.startsWith("\"") ? word : word + "_" + names++;
  }

  private String expression(int depth) {
    String template =
        depth > DEEPEST
            ? any(List.of("{column}", "{literal}", "t.{column}"))
            : any(
                List.of(
                    "{column}",
                    "{literal}",
                    "{column}::{type}",
                    "({expression} " + any(OPERATORS) + " {expression})",
                    "coalesce({expression}, {expression})",
                    "CASE WHEN {expression} THEN {expression} ELSE {expression} END",
                    "({column} IN ({literal}, {literal}))",
                    "sum({column}) FILTER (WHERE {expression}) OVER (PARTITION BY {column})",
                    "EXISTS (SELECT 1 FROM {table} x WHERE x.{column} = t.{column})",
                    "NOT ({expression})"));
    return filled(template, depth);
  }

  private String select(int depth) {
    return filled(
        "SELECT "
            + any(List.of("", "DISTINCT ", "DISTINCT ON (id) "))
            + "{expression} AS {name}, {expression}\n  FROM {table} t\n  LEFT JOIN {table} j ON"
            + " {expression}\n WHERE {expression}"
            + any(List.of("", " ORDER BY 1 DESC LIMIT 10", " GROUP BY ROLLUP (1, 2)")),
        depth);
  }

  private String table() {
    StringBuilder columns = new StringBuilder();
    for (int i = 3 + random.nextInt(15); i > 0; i--) {
      columns.append(filled("  {column}_", 0)).append(i);
      columns.append(filled(" {type} {constraints},\n", 0));
    }
    return filled("CREATE TABLE {table} (\n", 0)
        + columns
        + filled("  CONSTRAINT {name} CHECK ({expression})\n)", 0);
  }

  private String function(int statements) {
    StringBuilder body = new StringBuilder("DECLARE\n  v_row record;\nBEGIN\n");
    for (int i = random.nextInt(statements) + statements / 2; i > 0; i--) {
      body.append(filled(any(BODY), 0)).append('\n');
    }
    return filled("CREATE OR REPLACE FUNCTION {table}(p_id {type}) RETURNS {type}", 0)
        + "\n LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''\nAS $fn$\n"
        + body
        + "  RETURN NULL;\nEND\n$fn$";
  }

  private static final List<String> BODY =
      List.of(
          "  SELECT {expression} INTO v_row FROM {table} t;",
          "  PERFORM pg_notify('changes', {expression}::text);",
          "  -- a comment; with a 'quote\n  UPDATE {table} t SET {column} = {expression};",
          "  IF {expression} THEN RAISE NOTICE 'value %', {literal}; END IF;",
          "  FOR v_row IN {select} LOOP NULL; END LOOP;");
}
