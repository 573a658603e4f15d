-- Every kind of object that a schema can hold, once at least. Runs on 14 to 18 as a superuser;
-- the roles canal_owner, canal_reader and canal_writer stand already.

create schema canal authorization canal_owner;
create schema "Odd ""Names""";
comment on schema canal is 'Locks and boats';
grant usage on schema canal to canal_reader;
create extension citext schema public;
create extension pg_trgm schema public;

-- types
create type canal.state as enum ('open', 'shut', 'it''s stuck');
create type canal.point_pair as (a point, b point, note text collate "C");
create domain canal.metres as numeric(8, 2) default 0 not null check (value >= 0);
alter domain canal.metres add constraint below_a_mile check (value < 1609) not valid;
create domain canal.label as text collate "C";
create type canal.span as range (subtype = float8, subtype_diff = float8mi);
create type canal.shell;
create function canal.code_in(cstring) returns canal.code language internal immutable strict
  as 'int4in';
create function canal.code_out(canal.code) returns cstring language internal immutable strict
  as 'int4out';
create type canal.code (input = canal.code_in, output = canal.code_out, like = integer);
create cast (canal.code as integer) without function as assignment;
comment on cast (canal.code as integer) is 'Codes are numbers';
comment on type canal.state is 'Of a gate';
create collation canal.nordic (provider = icu, locale = 'sv-SE');
create collation canal.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create conversion canal.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;

-- tables
create table canal.lock (
  id bigint generated always as identity (start with 10 increment by 5) primary key,
  name text collate "C" not null,
  gate canal.state not null default 'shut',
  depth canal.metres,
  span canal.span,
  kept_by text,
  tags text[] not null default '{}',
  details jsonb not null default '{"a": [1, "two"]}',
  opened_at timestamptz default now(),
  volume numeric generated always as (depth * 10) stored,
  code canal.code,
  constraint lock_name_key unique (name) with (fillfactor = 90),
  constraint lock_depth_check check (depth < 100),
  constraint lock_span_excl exclude using gist (span with &&)
);
comment on table canal.lock is E'A lock\nwith two gates';
comment on column canal.lock.depth is 'In metres';
comment on constraint lock_depth_check on canal.lock is 'Deep enough';
alter table canal.lock alter column details set storage external;
alter table canal.lock alter column kept_by set statistics 500;
alter table canal.lock alter column kept_by set (n_distinct = -0.5);
alter table canal.lock set (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false);
alter table canal.lock owner to canal_owner;
create table canal.boat (
  id serial primary key,
  lock_id bigint references canal.lock on delete cascade deferrable initially deferred,
  name varchar(40) not null,
  length_m integer,
  tonnage integer check (tonnage > 0) no inherit,
  search tsvector generated always as (to_tsvector('english'::regconfig, name)) stored
);
alter table canal.boat add constraint boat_short check (length_m < 40) not valid;
alter table canal.boat alter column name set compression pglz;
alter table canal.boat replica identity full;
create table canal.barge (cargo text) inherits (canal.boat);
create unlogged table canal.cache (key text primary key, value jsonb);
create table canal.of_type of canal.point_pair (note not null);
create table canal.passage (
  at timestamptz not null,
  lock_id bigint not null,
  boat_id integer not null,
  toll numeric(10, 2) default 0,
  primary key (at, lock_id)
) partition by range (at);
create table canal.passage_2025 partition of canal.passage
  for values from ('2025-01-01') to ('2026-01-01');
create table canal.passage_rest partition of canal.passage default partition by list (lock_id);
create table canal.passage_rest_1 partition of canal.passage_rest for values in (1, 2);
alter table canal.passage_2025 alter column toll set default 1;
create index passage_boat on canal.passage (boat_id);
create table "Odd ""Names"""."o'dd" (
  "a column" int, "b.c" text, "Größe" text, "line
break" text
);
create view "Odd ""Names""".again as select "a column" from "Odd ""Names"""."o'dd";
create sequence canal.ticket as integer start 100 increment 10 minvalue 100 maxvalue 9000 cycle cache 5;
comment on sequence canal.ticket is 'Numbered tickets';

-- indexes and statistics
create index lock_lower_name on canal.lock (lower(name) desc nulls last) include (gate) where gate <> 'shut';
create index lock_details on canal.lock using gin (details jsonb_path_ops);
create unique index boat_name on canal.boat (name);
alter table canal.boat cluster on boat_name;
alter table canal.cache replica identity using index cache_pkey;
comment on index canal.lock_details is 'For containment';
create statistics canal.boat_stats (ndistinct, dependencies) on name, length_m from canal.boat;
alter statistics canal.boat_stats set statistics 200;

-- functions
create function canal.full_name(b canal.boat, separator text default ', ') returns text
  language sql immutable strict parallel safe as $$ select b.name || separator || b.id $$;
create function canal.many(variadic numbers integer[]) returns setof integer
  language sql stable rows 7 as 'select unnest(numbers)';
create function canal.ranges(out low integer, inout high integer) language plpgsql
  security definer set search_path = '' set work_mem = '64MB' cost 7
  as $$ begin low := 1; end $$;
create function canal.touch() returns trigger language plpgsql as $f$
begin
  new.opened_at := now();  -- with a comment
  return new;
end
$f$;
create function canal.atomic(x integer) returns integer language sql
  begin atomic select x + 1; end;
comment on function canal.touch() is 'Called by triggers';
revoke execute on function canal.touch() from public;
grant execute on function canal.atomic(integer) to canal_reader with grant option;
create procedure canal.close_all(inout n integer default 0) language plpgsql
  as $$ begin update canal.lock set gate = 'shut'; end $$;
create aggregate canal.total(integer) (
  sfunc = int4pl, stype = integer, initcond = '0', combinefunc = int4pl, parallel = safe);
create function canal.same(canal.state, text) returns boolean language sql immutable
  as 'select $1::text = $2';
create operator canal.=== (leftarg = canal.state, rightarg = text, function = canal.same,
  restrict = eqsel);
create operator family canal.code_family using hash;
create function canal.code_equal(canal.code, canal.code) returns boolean language internal
  immutable strict as 'int4eq';
create function canal.code_hash(canal.code) returns integer language internal
  immutable strict as 'hashint4';
create operator canal.= (leftarg = canal.code, rightarg = canal.code,
  function = canal.code_equal, commutator = operator(canal.=), hashes);
create operator class canal.code_ops default for type canal.code using hash
  family canal.code_family as operator 1 canal.=, function 1 canal.code_hash(canal.code);

-- views, rules, triggers, policies
create view canal.open_lock with (security_barrier) as
  select l.id, l.name, count(b.id) as boats
  from canal.lock l left join canal.boat b on b.lock_id = l.id
  where l.gate = 'open' group by l.id;
comment on column canal.open_lock.boats is 'Waiting';
create view canal.small_boat as select id, name, length_m from canal.boat where length_m < 10
  with local check option;
alter view canal.small_boat alter column length_m set default 7;
create materialized view canal.monthly as
  select date_trunc('month', at) as month, sum(toll) as tolls from canal.passage group by 1
  with no data;
create unique index monthly_month on canal.monthly (month);
create rule no_delete as on delete to canal.cache do instead nothing;
create trigger lock_touch before update on canal.lock for each row
  when (old.gate is distinct from new.gate) execute function canal.touch();
create constraint trigger lock_later after insert on canal.lock deferrable initially deferred
  for each row execute function canal.touch();
create trigger passage_touch before insert on canal.passage for each row
  execute function canal.touch();
alter table canal.lock enable always trigger lock_touch;
comment on trigger lock_touch on canal.lock is 'Keeps the time';
create function canal.on_ddl() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger canal_watch on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE')
  execute function canal.on_ddl();
alter table canal.lock enable row level security, force row level security;
create policy readers on canal.lock for select to canal_reader, canal_writer
  using (gate = 'open' and name <> current_user);
create policy writers on canal.lock as restrictive for all to public
  using (true) with check (depth > 0);
comment on policy readers on canal.lock is 'Open ones';

-- text search
create text search dictionary canal.simple_canal (template = pg_catalog.simple, stopwords = english);
create text search configuration canal.words (copy = pg_catalog.english);
alter text search configuration canal.words alter mapping for asciiword
  with canal.simple_canal, english_stem;
create text search template canal.plain (lexize = dsimple_lexize, init = dsimple_init);
create text search parser canal.words_parser (start = prsd_start, gettoken = prsd_nexttoken,
  end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline);

-- foreign data
create foreign data wrapper canal_wrapper options (debug 'true');
create server canal_server type 'x' version '1' foreign data wrapper canal_wrapper
  options (host 'canal.example', password 'hunter2');
create user mapping for canal_reader server canal_server
  options (user 'reader', password 'hunter2');
create foreign table canal.far_boat (id integer options (column_name 'boat_id'), name text not null)
  server canal_server options (table_name 'boats');

-- publications
create publication canal_all for table canal.boat, only canal.lock with (publish = 'insert, update');
comment on publication canal_all is 'For the web site';

-- privileges
grant select, insert on canal.lock to canal_writer;
grant all on canal.boat to canal_writer;
grant select (name), update (name, length_m) on canal.boat to canal_reader;
grant usage on sequence canal.ticket to canal_writer;
grant usage on type canal.state to canal_reader;
revoke usage on type canal.metres from public;
grant usage on foreign server canal_server to canal_reader;
alter default privileges for role canal_owner in schema canal grant select on tables to canal_reader;
alter default privileges for role canal_owner revoke execute on functions from public;
