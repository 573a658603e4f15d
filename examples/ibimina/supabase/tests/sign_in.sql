-- Who is not signed in has no schema but the public one.
do $$
begin
  assert not has_schema_privilege('anon', 'app', 'usage'), 'anon may use the schema app';
  assert has_schema_privilege('authenticated', 'app', 'usage'), 'nobody can use the schema app';
end
$$;
