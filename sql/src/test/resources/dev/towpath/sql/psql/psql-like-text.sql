select 'a\b', "\d";
select '\.';
select 3;
