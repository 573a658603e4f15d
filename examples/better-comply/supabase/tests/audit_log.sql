-- The audit log keeps what it was told, also from whoever owns it.
do $$
begin
  insert into public.audit_log (what) values ('a test');
  begin
    update public.audit_log set what = 'something else';
    raise exception 'a row of the audit log was changed';
  exception when insufficient_privilege then null;
  end;
  begin
    delete from public.audit_log;
    raise exception 'a row of the audit log was deleted';
  exception when insufficient_privilege then null;
  end;
end
$$;
