drop table public.quiz_attempts;
