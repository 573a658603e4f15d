create type public.state as enum ('afloat', 'ashore');
create type public.spot as (lat double precision, long double precision);
create table public.companies (
  id bigint generated always as identity primary key,
  name text not null unique,
  details jsonb not null default '{}'
);
create table public.boats (
  id uuid primary key default gen_random_uuid(),
  company_id bigint references public.companies,
  name text not null,
  "odd name" integer[],
  state public.state not null default 'ashore',
  spot public.spot,
  built date,
  label text generated always as (lower(name)) stored
);
create table public.papers (boat_id uuid primary key references public.boats, number text not null);
create view public.boat_names as select id, name, company_id from public.boats;
create view public.fleet as
  select c.id, c.name, count(b.id) as boats from public.companies c
  left join public.boats b on b.company_id = c.id group by c.id;
create function public.find_boats(word text, most integer default 10) returns setof public.boats
  language sql stable as 'select * from public.boats where name = word limit most';
create function public.counted(since date) returns table (state public.state, boats bigint)
  language sql stable as 'select state, count(*) from public.boats where built > since group by 1';
create function public.size(a integer) returns integer language sql as 'select a';
create function public.size(b text, c text) returns text language sql as 'select b';
create schema "class";
create table "class"."to" (id integer primary key, "PK" uuid references public.boats);
