package dev.towpath.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// A schema made up from a seed: parts that stand for themselves, each with statements that change
/// it and what a comparison has to say of them. Names hold quotes, line ends and Unicode.
final class GeneratedSchema {
  private static final List<String> WORDS =
      List.of(
          "boat", "Lock \"9\"", "o'quay", "два слова", "a.b", "x\ny", "日本", "tab\tle", "select");

  private final Random random;
  private final List<Part> parts = new ArrayList<>();

  /// Statements that make something, and statements that change it.
  ///
  /// @param made one after the other
  record Part(List<String> made, List<Change> changes) {}

  /// @param sql a statement
  /// @param said what a comparison says of it: `+`, `-` or `~` and the title, with the properties
  record Change(String sql, List<String> said) {
    static Change of(String sql, String... said) {
      return new Change(sql, List.of(said));
    }
  }

  GeneratedSchema(long seed, int size) {
    this.random = new Random(seed);
    for (int i = 0; i < size; i++) {
      parts.add(part(i));
    }
  }

  List<Part> parts() {
    return parts;
  }

  /// The statements that make it, its parts in an order of their own.
  List<String> made(long order) {
    List<Part> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, new Random(order));
    return shuffled.stream().flatMap(part -> part.made().stream()).toList();
  }

  private Part part(int number) {
    String name = WORDS.get(random.nextInt(WORDS.size())) + " " + number;
    return switch (number % 8) {
      case 0, 1, 2 -> table(name);
      case 3 -> function(name);
      case 4 -> type(name);
      case 5 -> sequence(name);
      case 6 -> view(name);
      default -> domain(name);
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private Part table(String name) {
    String table = quoted(name);
    String column = word() + " c";
    String policy = word() + " p";
    String index = name + " i";
    String title = "public." + name;
    String alter = "alter table " + table + " ";
    return new Part(
        List.of(
            "create table %s (id int constraint %s primary key, %s text)"
                .formatted(table, quoted(name + " k"), quoted(column)),
            "create index %s on %s (%s)".formatted(quoted(index), table, quoted(column)),
            alter + "enable row level security",
            "create policy %s on %s using (id > %d)"
                .formatted(quoted(policy), table, random.nextInt(9))),
        List.of(
            Change.of("drop table " + table, "- table " + title),
            Change.of(alter + "disable row level security", "~ table " + title + ": row security"),
            Change.of(
                "grant select on " + table + " to public", "~ table " + title + ": grant public"),
            Change.of(
                "comment on table " + table + " is 'it''s\ntwo lines'",
                "~ table " + title + ": comment"),
            Change.of(alter + "add " + quoted("n\"e\nw") + " int", "+ column n\"e\nw of " + title),
            Change.of(
                alter + "alter " + quoted(column) + " set not null",
                "~ column " + column + " of " + title + ": not null"),
            Change.of(
                alter
                    + "alter "
                    + quoted(column)
                    + " type varchar(7), alter "
                    + quoted(column)
                    + " set default 'x'",
                "~ column " + column + " of " + title + ": default, type"),
            Change.of(
                "drop policy " + quoted(policy) + " on " + table,
                "- policy " + policy + " of " + title),
            Change.of(
                "alter policy " + quoted(policy) + " on " + table + " using (id < 0)",
                "~ policy " + policy + " of " + title + ": using"),
            Change.of("drop index " + quoted(index), "- index " + index + " of " + title),
            Change.of(
                alter + "add constraint " + quoted("ck") + " check (id > 0) not valid",
                "+ constraint ck of " + title)));
  }

  private Part function(String name) {
    String head = "create or replace function " + quoted(name) + "(a int, b text) returns int ";
    String call = quoted(name) + "(int, text)";
    String title = "function public." + name + "(integer, text)";
    return new Part(
        List.of(head + "language sql as $$\n  select a -- " + word() + "\n$$"),
        List.of(
            Change.of("drop function " + call, "- " + title),
            Change.of(
                head + "language sql stable as $$ select a + 1 $$",
                "~ " + title + ": body, volatility"),
            Change.of("alter function " + call + " security definer", "~ " + title + ": security"),
            Change.of(
                "revoke execute on function " + call + " from public",
                "~ " + title + ": revoked public")));
  }

  private Part type(String name) {
    return new Part(
        List.of("create type " + quoted(name) + " as enum ('a', 'it''s, b')"),
        List.of(
            Change.of("drop type " + quoted(name), "- enum public." + name),
            Change.of(
                "alter type " + quoted(name) + " add value 'c' before 'a'",
                "~ enum public." + name + ": labels")));
  }

  private Part sequence(String name) {
    return new Part(
        List.of("create sequence " + quoted(name)),
        List.of(
            Change.of("drop sequence " + quoted(name), "- sequence public." + name),
            Change.of(
                "alter sequence " + quoted(name) + " increment 3 cycle",
                "~ sequence public." + name + ": cycle, increment")));
  }

  private Part view(String name) {
    return new Part(
        List.of("create view " + quoted(name) + " as select 1 as a, 'x'::text as b"),
        List.of(
            Change.of("drop view " + quoted(name), "- view public." + name),
            Change.of(
                "create or replace view " + quoted(name) + " as select 2 as a, 'y'::text as b",
                "~ view public." + name + ": definition"),
            Change.of(
                "alter view " + quoted(name) + " set (security_invoker = on)",
                "~ view public." + name + ": option security_invoker")));
  }

  private Part domain(String name) {
    return new Part(
        List.of("create domain " + quoted(name) + " as int constraint d check (value > 0)"),
        List.of(
            Change.of("drop domain " + quoted(name), "- domain public." + name),
            Change.of(
                "alter domain " + quoted(name) + " set default 4",
                "~ domain public." + name + ": default"),
            Change.of(
                "alter domain " + quoted(name) + " drop constraint d",
                "- constraint d of public." + name)));
  }

  /// A change of about every second part, and of some a part that only the second has.
  List<Change> planted() {
    Stream<Change> changes =
        parts.stream()
            .filter(part -> random.nextBoolean())
            .map(part -> part.changes().get(random.nextInt(part.changes().size())));
    String added = word() + " added";
    return Stream.concat(
            changes,
            Stream.of(
                Change.of(
                    "create table " + quoted(added) + " (id int)", "+ table public." + added)))
        .toList();
  }
}
