-- Foreign data wrappers of other products' services: servers, user mappings and foreign tables can
-- be defined, and no row can be read, because the handlers here are those of postgres_fdw.
do $outer$
declare
  service text;
begin
  foreach service in array array['airtable', 'auth0', 'big_query', 'click_house', 'cognito',
    'duckdb', 'firebase', 'hello_world', 'iceberg', 'logflare', 'mssql', 'redis', 's3',
    's3_vectors', 'stripe', 'wasm'] loop
    execute format($$
      create function @extschema@.%1$I() returns fdw_handler
        language c strict as '$libdir/postgres_fdw', 'postgres_fdw_handler';
      create function @extschema@.%2$I(options text[], catalog oid) returns void
        language plpgsql as 'begin end';
      create function @extschema@.%3$I() returns table (
        name text, version text, author text, website text)
        language sql as 'select ''%4$s'', ''0.5.3'', ''stand-in'', null::text';
    $$, service || '_fdw_handler', service || '_fdw_validator', service || '_fdw_meta',
      service);
  end loop;
end
$outer$;
create table @extschema@.wrappers_fdw_stats (
  fdw_name text primary key,
  create_times bigint,
  rows_in bigint,
  rows_out bigint,
  bytes_in bigint,
  bytes_out bigint,
  metadata jsonb,
  created_at timestamptz not null default timezone('utc', now()),
  updated_at timestamptz not null default timezone('utc', now())
);
