package dev.towpath.migration.run;

import dev.towpath.postgres.DatabaseUrl;

/// Projects that are disturbed on purpose: small, and with each kind of group.
enum SmallProject {
  /// Each migration is one transaction.
  TRANSACTIONAL {
    @Override
    Boat on(DatabaseUrl url) {
      return new Boat(url)
          .up("create table a (id int primary key); insert into a values (1), (2);")
          .upDown(
              "alter table a add column b text; create view v as select id from a;",
              "drop view v; alter table a drop column b;")
          .upDown("create table c (id int);", "drop table c;");
    }
  },
  /// The second migration is three groups both ways: a transaction, a statement that runs alone,
  /// another transaction.
  CONCURRENT {
    @Override
    Boat on(DatabaseUrl url) {
      return new Boat(url)
          .up("create table a (id int); insert into a select generate_series(1, 500);")
          .upDown(
              """
              set search_path = public; alter table a add column b text;
              create unique index concurrently a_id on a (id);
              create view v as select id from a;
              """,
              """
              drop view v;
              drop index concurrently a_id;
              alter table a drop column b;
              """);
    }
  },
  /// The second migration rebuilds the indexes of a table, its hidden one for long values too.
  REINDEXED {
    @Override
    Boat on(DatabaseUrl url) {
      return new Boat(url)
          .up("create table a (id int primary key, b text); insert into a values (1, 'x');")
          .up(
              """
              create view v as select id from a;
              alter table a alter column b set storage external;
              reindex table concurrently a;
              """);
    }
  };

  abstract Boat on(DatabaseUrl url);

  /// Schema, rows, history, records and open intents of a project's database.
  static String fingerprint(Boat boat) {
    return boat.ask(
        """
        select concat_ws(' | ',
          (select string_agg(table_name || '.' || column_name || ' ' || data_type, ', '
                  order by table_name, ordinal_position)
           from information_schema.columns where table_schema = 'public'),
          (select string_agg(indexrelid::regclass || ' ' || indisvalid, ', '
                  order by indexrelid::regclass::text)
           from pg_index i join pg_class c on c.oid = i.indrelid
           where c.relnamespace = 'public'::regnamespace),
          (select count(*) || ' rows' from a),
          (select string_agg(version, ', ' order by version) from towpath.history),
          (select string_agg(version || ' ' || action, ', ' order by version, action)
           from towpath.record),
          (select count(*) || ' open' from towpath.intent where settled_at is null))
        """);
  }
}
