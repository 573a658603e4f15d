create schema if not exists graphql;
grant usage on schema graphql to postgres, anon, authenticated, service_role;
-- Answers as the real one does where it is not served: with an error in GraphQL's own form.
create function graphql.resolve(
  query text, variables jsonb default '{}', "operationName" text default null,
  extensions jsonb default null) returns jsonb language sql stable as $$
  select jsonb_build_object('errors', jsonb_build_array(
    jsonb_build_object('message', 'GraphQL is not served by a scratch server')))
$$;
create function graphql.comment_directive(comment_ text) returns jsonb
language sql immutable as $$
  select coalesce((regexp_match(comment_, '@graphql\((.+)\)'))[1]::jsonb, '{}')
$$;
create sequence graphql.seq_schema_version cycle;
create function graphql.get_schema_version() returns integer
language sql security definer as $$ select last_value::integer from graphql.seq_schema_version $$;
