package dev.towpath.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A schema made up from a seed: tables, types, keys, indexes, views, functions, policies, grants,
/// with quotes and Unicode in names. Two seeds give schemas with many objects of the same names.
final class MadeUpSchema {
  private static final int TABLES = 4;
  private static final int COLUMNS = 5;
  private static final List<String> NAMES =
      List.of("boat", "lock", "O'Hara \"s\" boat", "Größe", "select", "two words", "小船", "weir");
  private static final List<String> TYPES =
      List.of("integer", "bigint", "numeric(8,2)", "smallint");

  private final Random random;
  private final List<String> statements = new ArrayList<>();

  private MadeUpSchema(long seed) {
    this.random = new Random(seed);
  }

  static String script(long seed) {
    MadeUpSchema schema = new MadeUpSchema(seed);
    schema.make();
    return String.join(";\n", schema.statements) + ";\n";
  }

  private void make() {
    add("create schema made");
    List<String> labels = new ArrayList<>(List.of("'a'", "'b'"));
    for (String label : List.of("'c'", "'it''s'", "'d e'")) {
      if (random.nextBoolean()) {
        labels.add(label);
      }
    }
    add("create type made.%s as enum (%s)".formatted(name("kind"), String.join(", ", labels)));
    add("create domain made.short as text" + maybe(" default 'x'") + maybe(" not null"));
    add("create sequence made.numbers increment " + (1 + random.nextInt(3)));
    for (int i = 0; i < TABLES; i++) {
      if (random.nextInt(TABLES) > 0) {
        table(NAMES.get(2 * i + random.nextInt(2)));
      }
    }
  }

  private void table(String name) {
    String table = "made." + name(name);
    List<String> columns = new ArrayList<>();
    columns.add(
        "id bigint" + (random.nextBoolean() ? " generated always as identity" : " not null"));
    for (int i = 0; i < COLUMNS; i++) {
      if (random.nextInt(COLUMNS) > 0) {
        columns.add(column(i));
      }
    }
    add("create table %s (%s)".formatted(table, String.join(", ", columns)));
    add("alter table %s add constraint %s primary key (id)".formatted(table, name(name + " pk")));
    if (random.nextBoolean()) {
      add("create index %s on %s (id, (id + %d))".formatted(name(name + " ix"), table, dice()));
      add("comment on table %s is 'It''s %d'".formatted(table, dice()));
    }
    if (random.nextBoolean()) {
      add("alter table %s enable row level security".formatted(table));
      add("create policy %s on %s using (id > %d)".formatted(name("own " + name), table, dice()));
      add("grant select on %s to canal_reader".formatted(table));
    }
    if (random.nextBoolean()) {
      function(name, table);
    }
  }

  private String column(int number) {
    String name = name(NAMES.get(number) + " c");
    // A column's types have casts from one to the next: without, no statement could alter it.
    return switch (number) {
      case 0 -> name + " made." + name("kind") + maybe(" default 'a'");
      case 1 -> name + (random.nextBoolean() ? " made.short" : " varchar(20)") + maybe(" not null");
      case 2 -> name + " bigint" + maybe(" default nextval('made.numbers')");
      case 3 -> name + " timestamptz" + maybe(" default now()");
      default -> name + " " + TYPES.get(random.nextInt(TYPES.size())) + maybe(" not null");
    };
  }

  private void function(String name, String table) {
    add(
        "create function made.%s(x bigint%s) returns bigint language sql %s"
            .concat(" begin atomic select x + %d + count(*) from %s; end")
            .formatted(
                name("f " + name), maybe(", y text default 'z'"), maybe("stable"), dice(), table));
    String view = "made." + name("v " + name);
    add(
        "create view %s as select id, id + %d as %s from %s"
            .formatted(view, dice(), name("n" + dice()), table));
    if (random.nextBoolean()) {
      add("create view made.%s as select * from %s".formatted(name("w " + name), view));
    }
  }

  private int dice() {
    return 1 + random.nextInt(3);
  }

  private String maybe(String words) {
    return random.nextBoolean() ? words : "";
  }

  private static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void add(String sql) {
    statements.add(sql);
  }
}
