insert into app.flags (name) values ('maintenance_mode');
insert into app.groups (name) values ('Canal Side'), ('Upper Lock'), ('The Weir');
