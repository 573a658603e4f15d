-- On the migrated scratch database: what the back end will ask is there, and the keys hold.
do $$
begin
  perform id, name, email, reminds from customers;
  perform invoice_id, sent_at from reminders;
  insert into jobs (kind) values ('reminder');
  assert (select state from jobs where kind = 'reminder') = 'waiting', 'a job does not wait';
  begin
    insert into reminders (invoice_id) values (-1);
    raise exception 'a reminder without an invoice was taken';
  exception when foreign_key_violation then null;
  end;
end
$$;
