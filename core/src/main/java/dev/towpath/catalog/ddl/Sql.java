package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names and texts as SQL, and lists in SQL cut into their items.
final class Sql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern ARGUMENTS =
      Pattern.compile("\\((?:[^\"()]|\"(?:[^\"]|\"\")*\")*\\)$");

  /// The keywords of 14 to 18 that can't be any name without quotes.
  private static final Set<String> KEYWORDS =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary
          bit boolean both case cast char character check coalesce collate collation column
          concurrently constraint create cross current_catalog current_date current_role
          current_schema current_time current_timestamp current_user dec decimal default deferrable
          desc distinct do else end except exists extract false fetch float for foreign freeze from
          full grant greatest group grouping having ilike in initially inner inout int integer
          intersect interval into is isnull join json json_array json_arrayagg json_exists
          json_object json_objectagg json_query json_scalar json_serialize json_table json_value
          lateral leading least left like limit localtime localtimestamp merge_action national
          natural nchar none normalize not notnull null nullif numeric offset on only or order out
          outer overlaps overlay placing position precision primary real references returning right
          row select session_user setof similar smallint some substring symmetric system_user table
          tablesample then time timestamp to trailing treat trim true union unique user using values
          varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
          xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable\
          """
              .split("\\s+"));

  private Sql() {}

  static String name(String name) {
    return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  static String path(String schema, String name) {
    return schema.isEmpty() ? name(name) : name(schema) + "." + name(name);
  }

  /// Of an object without a parent whose name is no more than a name.
  static String path(ObjectName name) {
    return path(name.schema(), name.name());
  }

  /// The relation, type or domain that an object is a part of.
  static String parent(ObjectName part) {
    return path(part.schema(), part.parent());
  }

  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }

  /// A text between dollar signs, with a tag that isn't in it.
  static String dollars(String text) {
    if (!text.contains("$$") && !text.endsWith("$")) {
      return "$$" + text + "$$";
    }
    int number = 0;
    while (text.contains("$body" + number)) {
      number++;
    }
    return "$body" + number + "$" + text + "$body" + number + "$";
  }

  static String role(String role) {
    return role.equals("public") ? role : name(role);
  }

  /// `canal.f(integer)` without the types of its arguments.
  static String withoutArguments(String routine) {
    Matcher arguments = ARGUMENTS.matcher(routine);
    return arguments.find() ? routine.substring(0, arguments.start()) : routine;
  }

  /// The types of its arguments, with their parentheses.
  static String arguments(String routine) {
    return routine.substring(withoutArguments(routine).length());
  }

  /// Cuts a list at the commas that stand outside quotes and parentheses.
  static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        items.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    items.add(list.substring(start).strip());
    items.removeIf(String::isEmpty);
    return items;
  }

  /// The last name of `canal.cache_pkey`, as SQL.
  static String last(String path) {
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      quoted ^= path.charAt(i) == '"';
      if (!quoted && path.charAt(i) == '.') {
        start = i + 1;
      }
    }
    return path.substring(start);
  }
}
