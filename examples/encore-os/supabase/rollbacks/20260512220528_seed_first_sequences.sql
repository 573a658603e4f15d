truncate public.activity, public.enrolments, public.sequence_steps, public.sequences,
  public.organisations restart identity cascade;
