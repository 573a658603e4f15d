drop index concurrently public.enrolments_active;
