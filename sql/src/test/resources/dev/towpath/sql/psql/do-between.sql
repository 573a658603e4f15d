do 'begin perform 1; end'; select 1;
do language plpgsql $x$begin perform $$;$$; end$x$;
