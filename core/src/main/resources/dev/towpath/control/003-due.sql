-- When workers look at each release next. The columns are those that db-scheduler wants.
create table towpath_control.due (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  primary key (task_name, task_instance)
);

create index due_time on towpath_control.due (execution_time);
create index due_heartbeat on towpath_control.due (last_heartbeat);

