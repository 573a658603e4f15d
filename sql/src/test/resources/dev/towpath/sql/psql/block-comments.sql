/* a ; /* nested ; */ ' */ select 1 /* ; */ ; /* b */
select /*/ ; */ 2;
select 3 /**/;/***/
/* only this */;
