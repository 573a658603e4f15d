-- Types vector, halfvec and sparsevec with their text form, dimensions, distances and operators,
-- computed from the text: exact, slow, enough to replay migrations and to test queries on few rows.
-- The access methods hnsw and ivfflat are hash indexes: they accept the definition, and a search by
-- distance reads the table, which gives the exact answer.
do $outer$
declare
  kind text;
begin
  foreach kind in array array['vector', 'halfvec', 'sparsevec'] loop
    execute format($$
      create type @extschema@.%1$I;
      create function @extschema@.%1$s_in(cstring) returns @extschema@.%1$I
        language internal immutable strict parallel safe as 'textin';
      create function @extschema@.%1$s_out(@extschema@.%1$I) returns cstring
        language internal immutable strict parallel safe as 'textout';
      create function @extschema@.%1$s_recv(internal) returns @extschema@.%1$I
        language internal immutable strict parallel safe as 'textrecv';
      create function @extschema@.%1$s_send(@extschema@.%1$I) returns bytea
        language internal immutable strict parallel safe as 'textsend';
      create function @extschema@.%1$s_typmod_in(cstring[]) returns integer
        language plpgsql immutable strict parallel safe as $f$
        declare
          dimensions integer := array_to_string($1, ',')::integer;
        begin
          if dimensions not between 1 and 16000 then
            raise exception 'dimensions for type %1$s must be between 1 and 16000';
          end if;
          return dimensions;
        end
        $f$;
      create type @extschema@.%1$I (
        input = @extschema@.%1$s_in, output = @extschema@.%1$s_out,
        receive = @extschema@.%1$s_recv, send = @extschema@.%1$s_send,
        typmod_in = @extschema@.%1$s_typmod_in,
        internallength = variable, alignment = int4, storage = external);
      create function @extschema@.%1$s_to_float8(@extschema@.%1$I) returns float8[]
        language sql immutable strict parallel safe as $f$
        select translate(textin(@extschema@.%1$s_out($1))::text, '[]', '{}')::float8[]
        $f$;
      create function @extschema@.%1$I(@extschema@.%1$I, integer, boolean) returns @extschema@.%1$I
        language plpgsql immutable strict parallel safe as $f$
        declare
          found integer := cardinality(@extschema@.%1$s_to_float8($1));
        begin
          if $2 <> -1 and found <> $2 then
            raise exception 'expected %% dimensions, not %%', $2, found using errcode = '22000';
          end if;
          return $1;
        end
        $f$;
      create cast (@extschema@.%1$I as @extschema@.%1$I)
        with function @extschema@.%1$I(@extschema@.%1$I, integer, boolean) as implicit;
    $$, kind);
  end loop;
end
$outer$;

create function @extschema@.vector_dims(@extschema@.vector) returns integer
language sql immutable strict parallel safe as $$
  select cardinality(@extschema@.vector_to_float8($1))
$$;
create function @extschema@.vector_norm(@extschema@.vector) returns float8
language sql immutable strict parallel safe as $$
  select sqrt(sum(x * x)) from unnest(@extschema@.vector_to_float8($1)) x
$$;
create function @extschema@._vector(float8[]) returns @extschema@.vector
language sql immutable strict parallel safe as $$
  select @extschema@.vector_in(textout(translate($1::real[]::text, '{}', '[]')))
$$;
create function @extschema@.l2_normalize(@extschema@.vector) returns @extschema@.vector
language sql immutable strict parallel safe as $$
  select @extschema@._vector(array_agg(x / nullif(@extschema@.vector_norm($1), 0) order by i))
  from unnest(@extschema@.vector_to_float8($1)) with ordinality as v (x, i)
$$;

do $outer$
declare
  kind text;
  source text;
begin
  foreach kind in array array['vector', 'halfvec', 'sparsevec'] loop
    execute format($$
      create function @extschema@.inner_product(@extschema@.%1$I, @extschema@.%1$I)
        returns float8 language plpgsql immutable strict parallel safe as $f$
        declare
          a float8[] := @extschema@.%1$s_to_float8($1);
          b float8[] := @extschema@.%1$s_to_float8($2);
        begin
          if cardinality(a) <> cardinality(b) then
            raise exception 'different %1$s dimensions %% and %%', cardinality(a), cardinality(b)
              using errcode = '22000';
          end if;
          return (select coalesce(sum(x * y), 0) from unnest(a, b) as v (x, y));
        end
        $f$;
      create function @extschema@.l2_distance(@extschema@.%1$I, @extschema@.%1$I)
        returns float8 language sql immutable strict parallel safe as $f$
        select sqrt(greatest(0, @extschema@.inner_product($1, $1) + @extschema@.inner_product($2, $2)
          - 2 * @extschema@.inner_product($1, $2)))
        $f$;
      create function @extschema@.cosine_distance(@extschema@.%1$I, @extschema@.%1$I)
        returns float8 language sql immutable strict parallel safe as $f$
        select coalesce(1 - @extschema@.inner_product($1, $2)
          / nullif(sqrt(@extschema@.inner_product($1, $1) * @extschema@.inner_product($2, $2)), 0),
          'NaN')
        $f$;
      create function @extschema@.l1_distance(@extschema@.%1$I, @extschema@.%1$I)
        returns float8 language sql immutable strict parallel safe as $f$
        select coalesce(sum(abs(x - y)), 0) from
          unnest(@extschema@.%1$s_to_float8($1), @extschema@.%1$s_to_float8($2)) as v (x, y)
        $f$;
      create function @extschema@.%1$s_negative_inner_product(@extschema@.%1$I, @extschema@.%1$I)
        returns float8 language sql immutable strict parallel safe as $f$
        select -@extschema@.inner_product($1, $2)
        $f$;
      create operator @extschema@.<-> (leftarg = @extschema@.%1$I, rightarg = @extschema@.%1$I,
        function = @extschema@.l2_distance, commutator = operator(@extschema@.<->));
      create operator @extschema@.<=> (leftarg = @extschema@.%1$I, rightarg = @extschema@.%1$I,
        function = @extschema@.cosine_distance, commutator = operator(@extschema@.<=>));
      create operator @extschema@.<+> (leftarg = @extschema@.%1$I, rightarg = @extschema@.%1$I,
        function = @extschema@.l1_distance, commutator = operator(@extschema@.<+>));
      create operator @extschema@.<#> (leftarg = @extschema@.%1$I, rightarg = @extschema@.%1$I,
        function = @extschema@.%1$s_negative_inner_product,
        commutator = operator(@extschema@.<#>));
      create function @extschema@.%1$s_eq(@extschema@.%1$I, @extschema@.%1$I) returns boolean
        language sql immutable strict parallel safe as $f$
        select @extschema@.%1$s_to_float8($1) = @extschema@.%1$s_to_float8($2)
        $f$;
      create operator @extschema@.= (leftarg = @extschema@.%1$I, rightarg = @extschema@.%1$I,
        function = @extschema@.%1$s_eq, commutator = operator(@extschema@.=), hashes);
      create function @extschema@.%1$s_hash(@extschema@.%1$I) returns integer
        language sql immutable strict parallel safe as $f$
        select hash_array(@extschema@.%1$s_to_float8($1))
        $f$;
    $$, kind);
    foreach source in array array['real[]', 'float8[]', 'integer[]', 'numeric[]'] loop
      execute format($$
        create function @extschema@.%1$s_of(%2$s, integer, boolean) returns @extschema@.%1$I
          language plpgsql immutable strict parallel safe as $f$
          begin
            return @extschema@.%1$I(
              @extschema@.%1$s_in(textout(translate($1::real[]::text, '{}', '[]'))), $2, $3);
          end
          $f$;
        create cast (%2$s as @extschema@.%1$I)
          with function @extschema@.%1$s_of(%2$s, integer, boolean) as assignment;
      $$, kind, source);
    end loop;
    execute format($$
      create function @extschema@.%1$s_to_real(@extschema@.%1$I, integer, boolean) returns real[]
        language sql immutable strict parallel safe as $f$
        select @extschema@.%1$s_to_float8($1)::real[]
        $f$;
      create cast (@extschema@.%1$I as real[])
        with function @extschema@.%1$s_to_real(@extschema@.%1$I, integer, boolean) as assignment;
    $$, kind);
  end loop;
end
$outer$;

create function @extschema@.vector_add(@extschema@.vector, @extschema@.vector)
returns @extschema@.vector language sql immutable strict parallel safe as $$
  select @extschema@._vector(array_agg(x + y order by i)) from
    unnest(@extschema@.vector_to_float8($1), @extschema@.vector_to_float8($2))
      with ordinality as v (x, y, i)
$$;
create function @extschema@.vector_sub(@extschema@.vector, @extschema@.vector)
returns @extschema@.vector language sql immutable strict parallel safe as $$
  select @extschema@._vector(array_agg(x - y order by i)) from
    unnest(@extschema@.vector_to_float8($1), @extschema@.vector_to_float8($2))
      with ordinality as v (x, y, i)
$$;
create function @extschema@.vector_mul(@extschema@.vector, @extschema@.vector)
returns @extschema@.vector language sql immutable strict parallel safe as $$
  select @extschema@._vector(array_agg(x * y order by i)) from
    unnest(@extschema@.vector_to_float8($1), @extschema@.vector_to_float8($2))
      with ordinality as v (x, y, i)
$$;
create operator @extschema@.+ (leftarg = @extschema@.vector, rightarg = @extschema@.vector,
  function = @extschema@.vector_add, commutator = operator(@extschema@.+));
create operator @extschema@.- (leftarg = @extschema@.vector, rightarg = @extschema@.vector,
  function = @extschema@.vector_sub);
create operator @extschema@.* (leftarg = @extschema@.vector, rightarg = @extschema@.vector,
  function = @extschema@.vector_mul, commutator = operator(@extschema@.*));

create aggregate @extschema@.sum(@extschema@.vector) (
  sfunc = @extschema@.vector_add, stype = @extschema@.vector);
create function @extschema@._vector_collect(float8[], @extschema@.vector) returns float8[]
language sql immutable parallel safe as $$
  select case when $2 is null then $1 else (
    select array[coalesce($1[1], 0) + 1] || array_agg(coalesce(s, 0) + x order by i)
    from unnest($1[2:], @extschema@.vector_to_float8($2)) with ordinality as v (s, x, i)) end
$$;
create function @extschema@._vector_mean(float8[]) returns @extschema@.vector
language sql immutable parallel safe as $$
  select @extschema@._vector(array_agg(s / $1[1] order by i))
  from unnest($1[2:]) with ordinality as v (s, i) where $1[1] > 0
$$;
create aggregate @extschema@.avg(@extschema@.vector) (
  sfunc = @extschema@._vector_collect, stype = float8[], initcond = '{}',
  finalfunc = @extschema@._vector_mean);

create access method hnsw type index handler hashhandler;
create access method ivfflat type index handler hashhandler;
do $outer$
declare
  kind text;
  method text;
  distance text;
begin
  foreach kind in array array['vector', 'halfvec', 'sparsevec'] loop
    foreach method in array array['hnsw', 'ivfflat'] loop
      foreach distance in array array['l2', 'ip', 'cosine', 'l1'] loop
        execute format($$
          create operator class @extschema@.%1$I %4$s for type @extschema@.%2$I using %3$I as
            operator 1 @extschema@.= (@extschema@.%2$I, @extschema@.%2$I),
            function 1 @extschema@.%2$s_hash(@extschema@.%2$I)
        $$, kind || '_' || distance || '_ops', kind, method,
          case when method = 'ivfflat' and distance = 'l2' then 'default' else '' end);
      end loop;
    end loop;
  end loop;
end
$outer$;
