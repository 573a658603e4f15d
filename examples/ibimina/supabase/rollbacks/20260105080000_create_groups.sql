drop table app.members;
drop table app.groups;
drop table app.flags;
drop schema app;
