drop table app.savings;
