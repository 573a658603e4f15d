drop function public.reorder_steps(bigint, bigint[]);
