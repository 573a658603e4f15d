-- The extensions that a new project has, and an API schema for GraphQL.
create schema if not exists graphql_public authorization supabase_admin;
create schema if not exists vault authorization supabase_admin;
create schema if not exists pgbouncer authorization pgbouncer;
grant usage on schema graphql_public, vault to postgres, anon, authenticated, service_role;
create extension if not exists supabase_vault with schema vault;
-- The hosted product lets postgres drop it, so here postgres owns it.
set role postgres;
create extension if not exists pg_graphql;
reset role;
create or replace function graphql_public.graphql(
  "operationName" text default null, query text default null, variables jsonb default null,
  extensions jsonb default null) returns jsonb language sql as $$
  select graphql.resolve(query, coalesce(variables, '{}'), "operationName", extensions)
$$;
grant all on function graphql_public.graphql(text, text, jsonb, jsonb)
  to postgres, anon, authenticated, service_role;
