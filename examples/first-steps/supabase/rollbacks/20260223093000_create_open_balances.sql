drop view public.open_balances;
