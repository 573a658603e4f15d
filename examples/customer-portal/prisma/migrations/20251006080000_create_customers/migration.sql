create table customers (
  id bigint generated always as identity primary key,
  name text not null,
  email text not null unique,
  created_at timestamptz not null default now()
);

insert into customers (name, email) values
  ('Lock & Weir Ltd', 'accounts@lockandweir.example'),
  ('Narrowboat Supplies', 'hello@narrowboat.example'),
  ('Heron Bakery', 'office@heron.example');
