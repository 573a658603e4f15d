-- The forms of statements whose locks Towpath knows. To add one, write a block like those below and
-- run the command that CONTRIBUTING.md names: it tries every form on real servers of all majors and
-- writes lock-table.tsv and docs/reference/lock-table.md.
--
--   -- section: WORDS        begins a chapter of the reference
--   -- form: NAME            begins a form; the name is what rules ask for, so it stays
--   -- since: 18             the first major that has it, where that isn't 14
--   -- role ROLE: NAME ...   says what objects are to a statement; roles are those of Role.java,
--                            and an index has the role of its table by itself
--
-- A statement ends with a semicolon at the end of a line. The last one of a block is the form; those
-- before it prepare it, in the same session. What comes before the first form is the schema that
-- every form starts from; the form's own table is `boat` wherever it can be.

-- role table: boat
-- role referenced: wharf
-- role referencing: crew
-- role parent: voyage
-- role partition: voyage_2025 voyage_2026
-- role other-partition: voyage_2024
-- role default-partition: voyage_rest
-- role underlying: canal
-- role view: canal_list
-- role materialized-view: canal_count
-- role sequence: boat_number
-- role type: state tonnes extent
-- role function: touch
-- role schema: harbour
-- role publication: fleet

create schema harbour;
create type state as enum ('afloat', 'ashore');
create type extent as (length int, width int);
create domain tonnes as numeric;
create sequence boat_number;
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;

create table boat (
  id int primary key,
  name text not null,
  code varchar(10),
  length int,
  weight numeric(8,2),
  built timestamp,
  state state,
  load tonnes,
  wharf_id int);
insert into boat
  select n, 'boat ' || n, 'c' || n, n, n, timestamp '2026-01-01' + n * interval '1 hour',
    'afloat', n, 1 + n % 10
  from generate_series(1, 1000) n;
create index boat_name on boat (name);
create index boat_code on boat (code);
create index boat_length on boat (length);
create index boat_built on boat (built);
create trigger boat_touched before update on boat for each row execute function touch();
create policy boat_seen on boat using (true);

create table wharf (id int primary key, name text);
insert into wharf select n, 'wharf ' || n from generate_series(1, 10) n;
create table crew (id int primary key, boat_id int);
insert into crew select n, n from generate_series(1, 1000) n;

create table voyage (id int, sailed date not null, note text) partition by range (sailed);
create table voyage_2024 partition of voyage for values from ('2024-01-01') to ('2025-01-01');
create table voyage_2025 partition of voyage for values from ('2025-01-01') to ('2026-01-01');
create table voyage_2026 (id int, sailed date not null, note text);
create index voyage_id on voyage (id);
insert into voyage select n, date '2024-06-01' + n from generate_series(1, 500) n;
insert into voyage_2026 select n, date '2026-01-01' + n from generate_series(1, 300) n;

create table canal (id int primary key, name text);
insert into canal select n, 'canal ' || n from generate_series(1, 100) n;
create view canal_list as select id, name from canal;
create materialized view canal_count as select id, name from canal;
create unique index canal_count_id on canal_count (id);

-- section: Tables

-- form: create-table
create table barge (id int primary key, name text);

-- form: create-table-references
create table barge (id int primary key, wharf_id int references wharf);

-- form: create-table-like
create table barge (like boat including all);

-- form: create-table-inherits
create table barge (draught int) inherits (boat);

-- form: create-table-as
create table barge as select * from boat;

-- form: drop-table
drop table boat;

-- form: drop-table-referencing
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
drop table boat;

-- form: drop-table-cascade
alter table crew add constraint crew_boat foreign key (boat_id) references boat;
drop table boat cascade;

-- form: rename-table
alter table boat rename to vessel;

-- form: set-schema
alter table boat set schema harbour;

-- form: owner-to
alter table boat owner to pg_monitor;

-- form: comment
comment on table boat is 'everything that floats';

-- form: comment-column
comment on column boat.name is 'as painted on it';

-- form: grant
grant select on boat to pg_monitor;

-- form: revoke
revoke all on boat from pg_monitor;

-- form: grant-all-tables
grant select on all tables in schema public to pg_monitor;

-- form: alter-default-privileges
alter default privileges grant select on tables to pg_monitor;

-- form: inherit
create table barge (like boat);
alter table boat inherit barge;

-- form: no-inherit
create table barge (like boat);
alter table boat inherit barge;
alter table boat no inherit barge;

-- form: replica-identity
alter table boat replica identity full;

-- form: set-storage-parameter
alter table boat set (fillfactor = 80);

-- form: set-autovacuum
alter table boat set (autovacuum_enabled = false);

-- form: set-logged
alter table boat set unlogged;
alter table boat set logged;

-- form: set-unlogged
alter table boat set unlogged;

-- form: set-access-method
-- since: 15
create access method pile type table handler heap_tableam_handler;
alter table boat set access method pile;

-- form: set-tablespace
set allow_in_place_tablespaces = on;
create tablespace attic location '';
alter table boat set tablespace attic;

-- form: set-tablespace-index
set allow_in_place_tablespaces = on;
create tablespace attic location '';
alter index boat_name set tablespace attic;

-- form: cluster-on
alter table boat cluster on boat_name;

-- form: set-without-cluster
alter table boat set without cluster;

-- form: lock-table
lock table boat;

-- form: truncate
truncate boat;

-- form: truncate-cascade
alter table crew add constraint crew_boat foreign key (boat_id) references boat;
truncate boat cascade;

-- section: Columns

-- form: add-column
alter table boat add column draught int;

-- form: add-column-default
alter table boat add column draught int default 1;

-- form: add-column-not-null-default
alter table boat add column draught int not null default 1;

-- form: add-column-not-null
alter table boat add column draught int not null;

-- form: add-column-stable-default
alter table boat add column seen timestamptz default now();

-- form: add-column-volatile-default
alter table boat add column token uuid default gen_random_uuid();

-- form: add-column-serial
alter table boat add column number serial;

-- form: add-column-identity
alter table boat add column number int generated always as identity;

-- form: add-column-stored
alter table boat add column twice int generated always as (length * 2) stored;

-- form: add-column-virtual
-- since: 18
alter table boat add column twice int generated always as (length * 2) virtual;

-- form: add-column-domain
alter table boat add column ballast tonnes;

-- form: add-column-domain-default
alter table boat add column ballast tonnes default 1;

-- form: add-column-constrained-domain
create domain positive as int check (value > 0);
alter table boat add column draught positive;

-- form: add-column-constrained-domain-default
create domain positive as int check (value > 0);
alter table boat add column draught positive default 1;

-- form: add-column-references
alter table boat add column home_id int references wharf;

-- form: add-column-references-default
alter table boat add column home_id int default 1 references wharf;

-- form: add-column-check
alter table boat add column draught int check (draught > 0);

-- form: add-column-check-default
alter table boat add column draught int default 1 check (draught > 0);

-- form: add-column-unique
alter table boat add column number int unique;

-- form: add-column-parent
alter table voyage add column crew int;

-- form: drop-column
alter table boat drop column weight;

-- form: drop-column-indexed
alter table boat drop column code;

-- form: drop-column-referencing
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
alter table boat drop column wharf_id;

-- form: drop-column-view
alter table canal drop column name;

-- form: drop-column-cascade
alter table canal drop column name cascade;

-- form: rename-column
alter table boat rename column name to title;

-- form: set-default
alter table boat alter column length set default 1;

-- form: drop-default
alter table boat alter column length drop default;

-- form: set-not-null
alter table boat alter column length set not null;

-- form: set-not-null-proven
alter table boat add constraint length_known check (length is not null);
alter table boat alter column length set not null;

-- form: set-not-null-proof-dropped
alter table boat add constraint length_known check (length is not null);
alter table boat alter column length set not null, drop constraint length_known;

-- form: drop-not-null
alter table boat alter column name drop not null;

-- form: add-identity
alter table boat alter column id add generated by default as identity;

-- form: drop-identity
alter table boat alter column id add generated by default as identity;
alter table boat alter column id drop identity;

-- form: set-identity
alter table boat alter column id add generated by default as identity;
alter table boat alter column id set generated always;

-- form: drop-expression
alter table boat add column twice int generated always as (length * 2) stored;
alter table boat alter column twice drop expression;

-- form: set-expression
-- since: 17
alter table boat add column twice int generated always as (length * 2) stored;
alter table boat alter column twice set expression as (length * 3);

-- form: set-storage
alter table boat alter column name set storage external;

-- form: set-compression
alter table boat alter column name set compression pglz;

-- form: set-statistics
alter table boat alter column name set statistics 500;

-- form: set-column-option
alter table boat alter column name set (n_distinct = 100);

-- section: Column types

-- form: alter-type-rewrite
alter table boat alter column length type bigint;

-- form: alter-type-using
alter table boat alter column length type numeric using length / 10.0;

-- form: alter-type-int-to-text
alter table boat alter column length type text;

-- form: alter-type-text-to-varchar
alter table boat alter column name type varchar(100);

-- form: alter-type-text-to-varchar-unlimited
alter table boat alter column name type varchar;

-- form: alter-type-narrow
alter table boat alter column code type varchar(8);

-- form: alter-type-widen
alter table boat alter column code type varchar(20);

-- form: alter-type-varchar-to-text
alter table boat alter column code type text;

-- form: alter-type-checked
alter table boat add constraint code_given check (code <> '');
alter table boat alter column code type text;

-- form: alter-type-numeric-scale
alter table boat alter column weight type numeric(8,3);

-- form: alter-type-numeric-widen
alter table boat alter column weight type numeric(12,2);

-- form: alter-type-numeric-unlimited
alter table boat alter column weight type numeric;

-- form: alter-type-enum-to-text
alter table boat alter column state type text;

-- form: alter-type-domain-to-base
alter table boat alter column load type numeric;

-- form: alter-type-base-to-domain
alter table boat alter column weight type tonnes;

-- form: alter-type-timestamptz
set timezone = 'Europe/Amsterdam';
alter table boat alter column built type timestamptz;

-- form: alter-type-timestamptz-utc
set timezone = 'UTC';
drop index boat_built;
alter table boat alter column built type timestamptz;

-- form: alter-type-timestamptz-utc-indexed
set timezone = 'UTC';
alter table boat alter column built type timestamptz;

-- form: alter-type-collate
alter table boat alter column name type text collate "C";

-- form: alter-type-referencing
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
alter table boat alter column wharf_id type bigint;

-- form: alter-type-view
alter table canal alter column name type varchar(50);

-- section: Constraints

-- form: add-check
alter table boat add constraint long check (length > 0);

-- form: add-check-not-valid
alter table boat add constraint long check (length > 0) not valid;

-- form: add-check-not-enforced
-- since: 18
alter table boat add constraint long check (length > 0) not enforced;

-- form: validate-constraint
alter table boat add constraint long check (length > 0) not valid;
alter table boat validate constraint long;

-- form: add-not-null
-- since: 18
alter table boat add constraint length_known not null length;

-- form: add-not-null-not-valid
-- since: 18
alter table boat add constraint length_known not null length not valid;

-- form: validate-not-null
-- since: 18
alter table boat add constraint length_known not null length not valid;
alter table boat validate constraint length_known;

-- form: add-foreign-key
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;

-- form: add-foreign-key-not-valid
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf not valid;

-- form: add-foreign-key-not-enforced
-- since: 18
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf not enforced;

-- form: add-foreign-key-parent
alter table voyage add constraint voyage_wharf foreign key (id) references wharf not valid;

-- form: validate-foreign-key
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf not valid;
alter table boat validate constraint boat_wharf;

-- form: add-unique
alter table boat add constraint boat_number_key unique (length);

-- form: add-unique-using-index
create unique index boat_length_new on boat (length);
alter table boat add constraint boat_length_key unique using index boat_length_new;

-- form: add-primary-key
alter table boat drop constraint boat_pkey;
alter table boat add primary key (id);

-- form: add-primary-key-using-index
alter table boat drop constraint boat_pkey;
create unique index boat_id on boat (id);
alter table boat add primary key using index boat_id;

-- form: add-primary-key-using-index-nullable
alter table boat drop constraint boat_pkey;
create unique index boat_length_key on boat (length);
alter table boat add primary key using index boat_length_key;

-- form: add-exclude
alter table boat add constraint one_name exclude (name with =);

-- form: drop-check
alter table boat add constraint long check (length > 0);
alter table boat drop constraint long;

-- form: drop-foreign-key
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
alter table boat drop constraint boat_wharf;

-- form: drop-unique
alter table boat add constraint boat_length_key unique (length);
alter table boat drop constraint boat_length_key;

-- form: drop-primary-key
alter table boat drop constraint boat_pkey;

-- form: drop-primary-key-cascade
alter table crew add constraint crew_boat foreign key (boat_id) references boat;
alter table boat drop constraint boat_pkey cascade;

-- form: alter-constraint
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
alter table boat alter constraint boat_wharf deferrable;

-- form: rename-constraint
alter table boat add constraint long check (length > 0);
alter table boat rename constraint long to length_positive;

-- section: Indexes

-- form: create-index
create index boat_weight on boat (weight);

-- form: create-unique-index
create unique index boat_weight on boat (weight);

-- form: create-index-concurrently
create index concurrently boat_weight on boat (weight);

-- form: create-unique-index-concurrently
create unique index concurrently boat_weight on boat (weight);

-- form: create-index-parent
create index voyage_note on voyage (note);

-- form: create-index-parent-concurrently
create index concurrently voyage_note on voyage (note);

-- form: create-index-parent-only
create index voyage_note on only voyage (note);

-- form: attach-index
create index voyage_note on only voyage (note);
create index voyage_2025_note on voyage_2025 (note);
alter index voyage_note attach partition voyage_2025_note;

-- form: drop-index
drop index boat_name;

-- form: drop-index-concurrently
drop index concurrently boat_name;

-- form: drop-index-parent
drop index voyage_id;

-- form: reindex-index
reindex index boat_name;

-- form: reindex-index-concurrently
reindex index concurrently boat_name;

-- form: reindex-table
reindex table boat;

-- form: reindex-table-concurrently
reindex table concurrently boat;

-- form: reindex-schema
reindex schema public;

-- form: reindex-schema-concurrently
reindex schema concurrently public;

-- form: rename-index
alter index boat_name rename to boat_title;

-- form: set-index-parameter
alter index boat_name set (fillfactor = 70);

-- form: create-statistics
create statistics boat_sizes on length, weight from boat;

-- form: drop-statistics
create statistics boat_sizes on length, weight from boat;
drop statistics boat_sizes;

-- section: Upkeep

-- form: analyze
analyze boat;

-- form: vacuum
vacuum boat;

-- form: vacuum-full
vacuum full boat;

-- form: cluster
cluster boat using boat_name;

-- section: Partitions

-- form: create-partition-of
create table voyage_2027 partition of voyage for values from ('2027-01-01') to ('2028-01-01');

-- form: create-partition-of-with-default
create table voyage_rest partition of voyage default;
insert into voyage select n, '2030-01-01' from generate_series(1, 100) n;
create table voyage_2027 partition of voyage for values from ('2027-01-01') to ('2028-01-01');

-- form: create-default-partition
create table voyage_rest partition of voyage default;

-- form: attach-partition
create index voyage_2026_id on voyage_2026 (id);
alter table voyage attach partition voyage_2026 for values from ('2026-01-01') to ('2027-01-01');

-- form: attach-partition-proven
create index voyage_2026_id on voyage_2026 (id);
alter table voyage_2026
  add check (sailed >= '2026-01-01' and sailed < '2027-01-01');
alter table voyage attach partition voyage_2026 for values from ('2026-01-01') to ('2027-01-01');

-- form: attach-partition-with-default
create index voyage_2026_id on voyage_2026 (id);
create table voyage_rest partition of voyage default;
insert into voyage select n, '2030-01-01' from generate_series(1, 100) n;
alter table voyage attach partition voyage_2026 for values from ('2026-01-01') to ('2027-01-01');

-- form: attach-partition-with-default-proven
create index voyage_2026_id on voyage_2026 (id);
create table voyage_rest partition of voyage default;
insert into voyage select n, '2030-01-01' from generate_series(1, 100) n;
alter table voyage_2026
  add check (sailed >= '2026-01-01' and sailed < '2027-01-01');
alter table voyage_rest
  add check (not (sailed >= '2026-01-01' and sailed < '2027-01-01'));
alter table voyage attach partition voyage_2026 for values from ('2026-01-01') to ('2027-01-01');

-- form: attach-partition-without-index
alter table voyage_2026
  add check (sailed >= '2026-01-01' and sailed < '2027-01-01');
alter table voyage attach partition voyage_2026 for values from ('2026-01-01') to ('2027-01-01');

-- form: detach-partition
alter table voyage detach partition voyage_2025;

-- form: detach-partition-with-default
create table voyage_rest partition of voyage default;
alter table voyage detach partition voyage_2025;

-- form: detach-partition-concurrently
alter table voyage detach partition voyage_2025 concurrently;

-- form: detach-partition-concurrently-with-default
create table voyage_rest partition of voyage default;
alter table voyage detach partition voyage_2025 concurrently;

-- form: drop-partition
drop table voyage_2025;

-- form: drop-partition-with-default
create table voyage_rest partition of voyage default;
drop table voyage_2025;

-- form: drop-parent
drop table voyage;

-- form: truncate-parent
truncate voyage;

-- section: Triggers and rules

-- form: create-trigger
create trigger boat_built before insert on boat for each row execute function touch();

-- form: create-or-replace-trigger
create or replace trigger boat_touched before update on boat
  for each row execute function touch();

-- form: create-constraint-trigger
create constraint trigger boat_checked after insert on boat deferrable
  for each row execute function touch();

-- form: create-trigger-parent
create trigger voyage_touched before update on voyage for each row execute function touch();

-- form: drop-trigger
drop trigger boat_touched on boat;

-- form: enable-trigger
alter table boat disable trigger boat_touched;
alter table boat enable trigger boat_touched;

-- form: disable-trigger
alter table boat disable trigger boat_touched;

-- form: disable-trigger-all
alter table boat disable trigger all;

-- form: rename-trigger
alter trigger boat_touched on boat rename to boat_changed;

-- form: create-rule
create rule no_delete as on delete to boat do instead nothing;

-- form: drop-rule
create rule no_delete as on delete to boat do instead nothing;
drop rule no_delete on boat;

-- section: Row level security

-- form: enable-rls
alter table boat enable row level security;

-- form: disable-rls
alter table boat disable row level security;

-- form: force-rls
alter table boat force row level security;

-- form: create-policy
create policy boat_long on boat using (length > 0);

-- form: create-policy-subquery
create policy boat_moored on boat using (wharf_id in (select id from wharf));

-- form: alter-policy
alter policy boat_seen on boat using (length > 0);

-- form: drop-policy
drop policy boat_seen on boat;

-- form: rename-policy
alter policy boat_seen on boat rename to boat_visible;

-- section: Views

-- form: create-view
create view canal_names as select name from canal;

-- form: create-or-replace-view
create or replace view canal_list as select id, name, 1 as one from canal;

-- form: alter-view-set
alter view canal_list set (security_barrier = true);

-- form: rename-view
alter view canal_list rename to canal_register;

-- form: drop-view
drop view canal_list;

-- form: create-materialized-view
create materialized view canal_names as select name from canal;

-- form: create-materialized-view-no-data
create materialized view canal_names as select name from canal with no data;

-- form: refresh-materialized-view
refresh materialized view canal_count;

-- form: refresh-materialized-view-concurrently
insert into canal values (101, 'canal 101');
refresh materialized view concurrently canal_count;

-- form: drop-materialized-view
drop materialized view canal_count;

-- section: Types and domains

-- form: create-type
create type cargo as enum ('coal', 'grain');

-- form: alter-enum-add-value
alter type state add value 'sunk';

-- form: alter-enum-rename-value
alter type state rename value 'ashore' to 'on land';

-- form: alter-composite-add-attribute
alter type extent add attribute height int;

-- form: rename-type
alter type state rename to condition;

-- form: drop-type
drop type extent;

-- form: drop-type-cascade
drop type state cascade;

-- form: create-domain
create domain metres as int check (value > 0);

-- form: alter-domain-add-check
alter domain tonnes add constraint positive check (value > 0);

-- form: alter-domain-add-check-not-valid
alter domain tonnes add constraint positive check (value > 0) not valid;

-- form: alter-domain-validate
alter domain tonnes add constraint positive check (value > 0) not valid;
alter domain tonnes validate constraint positive;

-- form: alter-domain-set-not-null
alter domain tonnes set not null;

-- form: alter-domain-set-default
alter domain tonnes set default 1;

-- form: alter-domain-drop-constraint
alter domain tonnes add constraint positive check (value > 0);
alter domain tonnes drop constraint positive;

-- form: drop-domain-cascade
drop domain tonnes cascade;

-- section: Sequences

-- form: create-sequence
create sequence wharf_number;

-- form: alter-sequence
alter sequence boat_number increment by 10;

-- form: alter-sequence-restart
alter sequence boat_number restart with 5000;

-- form: alter-sequence-owned-by
alter sequence boat_number owned by boat.id;

-- form: drop-sequence
drop sequence boat_number;

-- form: set-sequence
select setval('boat_number', 42);

-- section: Functions, schemas, extensions

-- form: create-function
create function twice(int) returns int language sql as 'select $1 * 2';

-- form: create-or-replace-function
create or replace function touch() returns trigger language plpgsql as $$ begin return old; end $$;

-- form: alter-function
alter function touch() security definer;

-- form: rename-function
alter function touch() rename to stamp;

-- form: drop-function
drop trigger boat_touched on boat;
drop function touch();

-- form: drop-function-cascade
drop function touch() cascade;

-- form: create-schema
create schema lock_house;

-- form: rename-schema
alter schema harbour rename to port;

-- form: drop-schema
drop schema harbour;

-- form: drop-schema-cascade
alter table boat set schema harbour;
drop schema harbour cascade;

-- form: create-extension
create extension pg_trgm;

-- form: create-event-trigger
create function noticed() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger noticed on ddl_command_end execute function noticed();

-- section: Publications

-- form: create-publication
create publication fleet for table boat;

-- form: create-publication-all-tables
create publication fleet for all tables;

-- form: alter-publication-add-table
create publication fleet;
alter publication fleet add table boat;

-- form: alter-publication-drop-table
create publication fleet for table boat;
alter publication fleet drop table boat;

-- form: drop-publication
create publication fleet for table boat;
drop publication fleet;

-- section: Rows

-- form: select
select * from boat;

-- form: select-for-update
select * from boat where id = 1 for update;

-- form: select-for-share
select * from boat where id = 1 for share;

-- form: insert
insert into boat (id, name) values (5000, 'new');

-- form: insert-referencing
alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf;
insert into boat (id, name, wharf_id) values (5000, 'new', 1);

-- form: insert-on-conflict
insert into boat (id, name) values (1, 'new') on conflict (id) do update set name = excluded.name;

-- form: insert-parent
insert into voyage values (1, '2025-05-05', 'new');

-- form: update
update boat set name = 'new';

-- form: update-by-key
update boat set name = 'new' where id = 1;

-- form: delete
delete from boat;

-- form: delete-by-key
delete from boat where id = 1;

-- form: delete-referenced
alter table crew add constraint crew_boat foreign key (boat_id) references boat on delete cascade;
delete from boat where id = 1;

-- form: merge
-- since: 15
merge into boat using crew on crew.boat_id = boat.id
  when matched then update set name = 'manned';

-- form: do-block
do $$ begin alter table boat add column draught int; end $$;
