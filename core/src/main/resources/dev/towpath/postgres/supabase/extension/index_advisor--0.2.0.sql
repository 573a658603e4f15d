-- Advice on indexes needs hypothetical ones in the planner; here each answer says that it has none.
create function @extschema@.index_advisor(query text) returns table (
  startup_cost_before jsonb, startup_cost_after jsonb, total_cost_before jsonb,
  total_cost_after jsonb, index_statements text[], errors text[])
language plpgsql as $$
declare
  plan jsonb;
begin
  execute 'explain (format json) ' || query into plan;
  return query select plan -> 0 -> 'Plan' -> 'Startup Cost', plan -> 0 -> 'Plan' -> 'Startup Cost',
    plan -> 0 -> 'Plan' -> 'Total Cost', plan -> 0 -> 'Plan' -> 'Total Cost', array[]::text[],
    array['no hypothetical indexes on a scratch server'];
exception when others then
  return query select null::jsonb, null::jsonb, null::jsonb, null::jsonb, array[]::text[],
    array[sqlerrm];
end
$$;
