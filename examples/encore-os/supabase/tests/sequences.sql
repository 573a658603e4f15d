-- Steps are put into an order, and only those of the sequence that was named.
do $$
declare
  sequence bigint := (select min(id) from public.sequences);
  steps bigint[] := (select array_agg(id order by id desc) from public.sequence_steps
    where sequence_id = sequence);
begin
  perform public.reorder_steps(sequence, steps);
  assert (select position from public.sequence_steps where id = steps[1]) = 1, 'the first step';
  assert (select count(position) from public.sequence_steps) = cardinality(steps), 'other steps';
end
$$;
