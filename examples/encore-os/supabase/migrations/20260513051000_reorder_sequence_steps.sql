-- Puts the steps of a sequence into an order, all at once.
create function public.reorder_steps(sequence bigint, steps bigint[]) returns void
language sql set search_path = '' as $$
  update public.sequence_steps s
  set position = o.position
  from unnest(steps) with ordinality o (id, position)
  where s.sequence_id = sequence and s.id = o.id
$$;
