drop view public.certificates_in_force;
