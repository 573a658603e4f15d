-- Jobs are written down as the real one writes them, and never run on a scratch server.
create schema cron;
create sequence cron.jobid_seq;
create sequence cron.runid_seq;
create table cron.job (
  jobid bigint primary key default nextval('cron.jobid_seq'),
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default inet_server_port(),
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
create table cron.job_run_details (
  jobid bigint,
  runid bigint primary key default nextval('cron.runid_seq'),
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);
alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

create function cron._check(schedule text) returns text language plpgsql immutable as $$
begin
  if schedule !~ '^\s*@(yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)\s*$'
     and schedule !~* '^\s*[1-5]?[0-9] seconds?\s*$'
     and schedule !~* '^\s*([0-9*/,$-]+\s+){3}[0-9a-z*/,-]+\s+[0-9a-z*/,-]+\s*$' then
    raise exception 'invalid schedule: %', schedule
      using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
  return schedule;
end
$$;
create function cron.schedule(schedule text, command text) returns bigint
language plpgsql security definer as $$
declare
  id bigint;
begin
  insert into cron.job (schedule, command, username)
  values (cron._check(schedule), command, session_user) returning jobid into id;
  return id;
end
$$;
create function cron.schedule(job_name text, schedule text, command text) returns bigint
language plpgsql security definer as $$
declare
  id bigint;
begin
  insert into cron.job as j (jobname, schedule, command, username)
  values (job_name, cron._check(schedule.schedule), schedule.command, session_user)
  on conflict on constraint jobname_username_uniq
  do update set schedule = excluded.schedule, command = excluded.command
  returning jobid into id;
  return id;
end
$$;
create function cron.schedule_in_database(
  job_name text, schedule text, command text, database text, username text default null,
  active boolean default true) returns bigint
language plpgsql security definer as $$
declare
  id bigint;
begin
  insert into cron.job as j (jobname, schedule, command, database, username, active)
  values (job_name, cron._check(schedule_in_database.schedule), schedule_in_database.command,
    schedule_in_database.database, coalesce(schedule_in_database.username, session_user),
    schedule_in_database.active)
  on conflict on constraint jobname_username_uniq
  do update set schedule = excluded.schedule, command = excluded.command,
    database = excluded.database, active = excluded.active
  returning jobid into id;
  return id;
end
$$;
create function cron.unschedule(job_id bigint) returns boolean
language plpgsql security definer as $$
begin
  delete from cron.job where jobid = job_id;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_id;
  end if;
  return true;
end
$$;
create function cron.unschedule(job_name text) returns boolean
language plpgsql security definer as $$
begin
  delete from cron.job where jobname = job_name and username = session_user;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return true;
end
$$;
create function cron.alter_job(
  job_id bigint, schedule text default null, command text default null,
  database text default null, username text default null, active boolean default null)
returns void language plpgsql security definer as $$
begin
  update cron.job j set schedule = coalesce(cron._check(alter_job.schedule), j.schedule),
    command = coalesce(alter_job.command, j.command),
    database = coalesce(alter_job.database, j.database),
    username = coalesce(alter_job.username, j.username),
    active = coalesce(alter_job.active, j.active)
  where j.jobid = job_id;
  if not found then
    raise exception 'Job % does not exist or you don''t own it', job_id;
  end if;
end
$$;
grant usage on schema cron to postgres with grant option;
grant all on all functions in schema cron to postgres with grant option;
grant all on all tables in schema cron to postgres with grant option;
grant all on all sequences in schema cron to postgres with grant option;
