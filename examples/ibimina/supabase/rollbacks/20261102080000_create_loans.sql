drop table app.loans;
