-- A loan belongs to a group and a person, and is an amount.
do $$
begin
  begin
    insert into app.loans (group_id, user_id, francs, due_on)
    values (-1, gen_random_uuid(), 100, current_date);
    raise exception 'a loan without a group was taken';
  exception when foreign_key_violation then null;
  end;
  begin
    insert into app.loans (group_id, user_id, francs, due_on)
    select id, gen_random_uuid(), 0, current_date from app.groups limit 1;
    raise exception 'a loan of nothing was taken';
  exception when check_violation then null;
  end;
end
$$;
