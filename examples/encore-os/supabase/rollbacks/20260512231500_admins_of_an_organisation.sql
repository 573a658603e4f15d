drop function public.is_admin(bigint);
