alter table customers drop column reminds;
drop table reminders;
