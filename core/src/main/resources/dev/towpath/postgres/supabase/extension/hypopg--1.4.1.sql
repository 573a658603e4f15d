-- Hypothetical indexes: they can be named and listed here, and no query plan considers them.
create table @extschema@._hypopg (
  indexrelid oid primary key default ('x' || left(md5(random()::text), 7))::bit(28)::integer::oid,
  indexname text not null,
  definition text not null
);
create function @extschema@.hypopg_create_index(sql_order text, out indexrelid oid, out indexname text)
returns setof record language plpgsql security definer set search_path = '' as $$
begin
  if sql_order !~* '^\s*create\s+(unique\s+)?index\s' then
    raise exception 'hypopg: SQL order #1 is not a CREATE INDEX statement';
  end if;
  return query insert into @extschema@._hypopg as h (indexname, definition)
  values ('<' || left(md5(sql_order), 8) || '>hypothetical', sql_order)
  returning h.indexrelid, h.indexname;
end
$$;
create function @extschema@.hypopg_drop_index(indexid oid) returns boolean
language sql security definer set search_path = '' as $$
  with gone as (delete from @extschema@._hypopg where indexrelid = indexid returning 1)
  select exists (select from gone)
$$;
create function @extschema@.hypopg_get_indexdef(indexid oid) returns text
language sql stable security definer set search_path = '' as $$
  select definition from @extschema@._hypopg where indexrelid = indexid
$$;
create function @extschema@.hypopg_reset() returns void
language sql security definer set search_path = '' as $$ delete from @extschema@._hypopg $$;
create view @extschema@.hypopg_list_indexes as
  select indexrelid, indexname as index_name from @extschema@._hypopg;
